using System.Runtime.CompilerServices;

namespace Likewise.Encoder;

/// <summary>x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2, written as x / (1 + e^(-2u)).</summary>
internal readonly struct GeluTanhActivation : IActivation
{
    private const float MinusTwoRoot2OverPi = -1.59576912f;
    private const float Cubic = 0.044715f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var bent = TLanes.MultiplyAdd(TLanes.Multiply(x, x), TLanes.Create(Cubic), TLanes.Create(1f));
        var power = Exponential.Of<TLanes, TVector>(
            TLanes.Multiply(TLanes.Multiply(x, bent), TLanes.Create(MinusTwoRoot2OverPi)));
        return TLanes.Divide(x, TLanes.Add(power, TLanes.Create(1f)));
    }
}
