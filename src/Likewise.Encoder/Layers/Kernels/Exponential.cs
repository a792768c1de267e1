using System.Runtime.CompilerServices;

namespace Likewise.Encoder;

/// <summary>e to the power x, within 2 units in the last place of float32.</summary>
internal static class Exponential
{
    // Above, the result is no float32. Below, it stays at 1.8e-35, which is nothing beside 1, and still normal when divided by a
    // sum: numbers below the normal ones cost a hundred times as much.
    private const float Lowest = -80f;
    private const float Highest = 88f;

    // Adding 1.5 × 2^23 to a small number leaves it, rounded to an integer, in the low bits of the sum.
    private const float Rounder = 12582912f;
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts: the first has nine significant bits, so that n × High is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // x = n ln 2 + r, |r| ≤ ln 2 / 2; e^r by its Taylor series, whose first missing term is below 6e-9.
        x = TLanes.Min(TLanes.Max(x, TLanes.Create(Lowest)), TLanes.Create(Highest));
        var shifted = TLanes.MultiplyAdd(x, TLanes.Create(Log2E), TLanes.Create(Rounder));
        var n = TLanes.Subtract(shifted, TLanes.Create(Rounder));
        var r = TLanes.MultiplyAdd(n, TLanes.Create(-Ln2High), x);
        r = TLanes.MultiplyAdd(n, TLanes.Create(-Ln2Low), r);

        var sum = TLanes.Create(1f / 5040);
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Create(1f / 720));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Create(1f / 120));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Create(1f / 24));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Create(1f / 6));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Create(0.5f));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Create(1f));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Create(1f));
        return TLanes.Multiply(sum, TLanes.PowerOfTwo(shifted));
    }
}
