using System.Runtime.CompilerServices;

namespace Likewise.Encoder;

/// <summary>
/// x Φ(x) within 2e-4: for what is rounded to bytes next, whose steps are some 1e-2. Φ(x) - 1/2 is x times a polynomial in x²,
/// fitted by us where |x| is at most 4 with the least largest error of x Φ(x); beyond, it is cut off at nothing and one.
/// </summary>
internal readonly struct GeluNearActivation : IActivation
{
    private const float FitEnd = 4f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var inner = TLanes.Min(TLanes.Max(x, TLanes.Create(-FitEnd)), TLanes.Create(FitEnd));
        var square = TLanes.Multiply(inner, inner);
        var sum = TLanes.Create(2.27812288e-08f);
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Create(-1.59859077e-06f));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Create(4.79552745e-05f));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Create(-0.000814012949f));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Create(0.00877237538f));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Create(-0.0645730813f));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Create(0.397883328f));
        var below = TLanes.MultiplyAdd(sum, inner, TLanes.Create(0.5f));
        return TLanes.Multiply(x, TLanes.Min(TLanes.Max(below, TLanes.Create(0f)), TLanes.Create(1f)));
    }
}
