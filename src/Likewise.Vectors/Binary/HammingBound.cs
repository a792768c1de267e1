using System.Collections.Concurrent;

namespace Likewise.Vectors.Binary;

/// <summary>In how many of so many bits codes may differ while their vectors are still as similar as asked.</summary>
/// <remarks>
/// Vectors at an angle θ differ in each bit with probability q = θ/π. By Chernoff's bound, a share x &gt; q or more of
/// independent bits differs with probability at most exp(−bits · KL(x‖q)), where KL is the divergence of the two shares in nats;
/// bits of one rotation vary less. Turned round: the greatest number of bits for which that is not yet below
/// <see cref="MissProbability"/>.
/// </remarks>
internal sealed class HammingBound
{
    /// <summary>
    /// How often, at most, a vector just as similar as asked is passed over for its whole code; its front counts again.
    /// </summary>
    public const double MissProbability = 1e-5;

    /// <summary>Room for rounding: a vector and itself, stored and scaled, may differ in a bit that is next to nothing.</summary>
    private const double CosineMax = 1 - 1e-6;

    private static readonly ConcurrentDictionary<int, HammingBound> s_bounds = new();

    private readonly double[] _cosineMin; // From how similar vectors on the bound is below each distance: it falls.

    private HammingBound(int bits)
    {
        Bits = bits;
        _cosineMin = new double[bits];
        for (var distance = 0; distance < bits; distance++)
            _cosineMin[distance] = CosineAt(distance + 1, bits);
    }

    public int Bits { get; }

    /// <summary>The bound for codes of so many bits; worked out once.</summary>
    public static HammingBound Of(int bits) => s_bounds.GetOrAdd(bits, static bits => new HammingBound(bits));

    public int DistanceMax(double cosine)
    {
        cosine = Math.Min(cosine, CosineMax);
        var (low, high) = (0, Bits);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (cosine <= _cosineMin[middle])
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The greatest cosine at which so many differing bits are not yet too improbable.</summary>
    private static double CosineAt(int distance, int bits)
    {
        var share = (double)distance / bits;
        var divergenceMax = -Math.Log(MissProbability) / bits;
        var (low, high) = (0.0, share); // Of q: too improbable, and not.
        for (var step = 0; step < 50; step++)
        {
            var middle = (low + high) / 2;
            if (Divergence(share, middle) >= divergenceMax)
                low = middle;
            else
                high = middle;
        }

        return Math.Cos(Math.PI * high);
    }

    private static double Divergence(double x, double q) =>
        x >= 1 ? -Math.Log(q) : (x * Math.Log(x / q)) + ((1 - x) * Math.Log((1 - x) / (1 - q)));
}
