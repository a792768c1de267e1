using System.Collections.Concurrent;

namespace Likewise.Vectors.Binary;

/// <summary>In how many of so many bits codes may differ while their vectors are still as similar as asked.</summary>
/// <remarks>
/// Vectors at an angle θ differ in each bit with probability q = θ/π, so the number of differing bits is binomial; bits of one
/// rotation vary less. Turned round: the greatest number of bits that is reached with a probability of at least
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

    /// <summary>The greatest cosine at which so many differing bits, or more, are not yet too improbable.</summary>
    private static double CosineAt(int distance, int bits)
    {
        var choices = 0.0; // The logarithm of how many ways there are to choose the bits.
        for (var i = 1; i <= distance; i++)
            choices += Math.Log((double)(bits - distance + i) / i);

        var (low, high) = (0.0, (double)distance / bits); // Of q: too improbable, and not.
        for (var step = 0; step < 40; step++)
        {
            var middle = (low + high) / 2;
            if (TailFrom(distance, bits, choices, middle) < MissProbability)
                low = middle;
            else
                high = middle;
        }

        return Math.Cos(Math.PI * high);
    }

    /// <summary>
    /// How probable so many of independent bits, or more, are: the first term by logarithms, each next one from the last.
    /// </summary>
    private static double TailFrom(int distance, int bits, double choices, double q)
    {
        var term = Math.Exp(choices + (distance * Math.Log(q)) + ((bits - distance) * Math.Log(1 - q)));
        var sum = 0.0;
        for (var k = distance; k <= bits && term > sum * 1e-12; k++)
        {
            sum += term;
            term *= (double)(bits - k) / (k + 1) * (q / (1 - q));
        }

        return sum;
    }
}
