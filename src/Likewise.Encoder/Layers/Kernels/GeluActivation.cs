using System.Runtime.CompilerServices;

namespace Likewise.Encoder;

/// <summary>
/// x Φ(x) = x erfc(-x/√2) / 2, precise to a few units in the last place on both sides, tails included: with t = |x|/√2,
/// erfc(t) = e^(-t²) g(t) / (1 + 2t), where g is smooth and of order one. g is a polynomial in s = (t - 3)/(t + 3), fitted by us
/// at the Chebyshev nodes of 0 ≤ t ≤ 10; its error with these rounded coefficients is below 5e-8 of g.
/// </summary>
internal readonly struct GeluActivation : IActivation
{
    private const float HalfRoot2 = 0.707106781f;

    // Beyond the fit the power alone makes the tail nothing.
    private const float FitEnd = 10f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var size = TLanes.Abs(x);
        var t = TLanes.Min(TLanes.Multiply(size, TLanes.Create(HalfRoot2)), TLanes.Create(FitEnd));
        var above = TLanes.Add(t, TLanes.Create(3f));
        var scale = TLanes.MultiplyAdd(t, TLanes.Create(2f), TLanes.Create(1f));

        // One division gives both 1/(t + 3) and 1/(1 + 2t).
        var inverse = TLanes.Divide(TLanes.Create(1f), TLanes.Multiply(above, scale));
        var s = TLanes.Multiply(TLanes.Multiply(TLanes.Subtract(t, TLanes.Create(3f)), scale), inverse);
        var g = TLanes.Create(-0.00027826571f);
        g = TLanes.MultiplyAdd(g, s, TLanes.Create(-0.000800951791f));
        g = TLanes.MultiplyAdd(g, s, TLanes.Create(0.00199252111f));
        g = TLanes.MultiplyAdd(g, s, TLanes.Create(0.00257998426f));
        g = TLanes.MultiplyAdd(g, s, TLanes.Create(-0.0237891171f));
        g = TLanes.MultiplyAdd(g, s, TLanes.Create(0.0682936683f));
        g = TLanes.MultiplyAdd(g, s, TLanes.Create(-0.119272828f));
        g = TLanes.MultiplyAdd(g, s, TLanes.Create(0.12964654f));
        g = TLanes.MultiplyAdd(g, s, TLanes.Create(-0.0475622714f));
        g = TLanes.MultiplyAdd(g, s, TLanes.Create(-0.135621145f));
        g = TLanes.MultiplyAdd(g, s, TLanes.Create(1.25300801f));

        // The square is taken of x, not of the rounded t.
        var power = Exponential.Of<TLanes, TVector>(TLanes.Multiply(TLanes.Multiply(size, size), TLanes.Create(-0.5f)));
        var tail = TLanes.Multiply(
            TLanes.Multiply(TLanes.Multiply(g, above), inverse), TLanes.Multiply(power, TLanes.Create(0.5f)));

        // tail = Φ(-|x|), so x Φ(x) = max(x, 0) - |x| tail on both sides of zero.
        return TLanes.Subtract(TLanes.Max(x, TLanes.Create(0f)), TLanes.Multiply(size, tail));
    }
}
