using System.Collections.Concurrent;

namespace Likewise.Vectors.Binary;

/// <summary>What codes alone say of a similarity, and how surely.</summary>
/// <remarks>
/// Of b bits each differs with probability p = θ/π. So d differing bits estimate θ as πd/b and the cosine as cos(πd/b), whose
/// standard deviation is, to first order, π · sin(πp) · √(p(1 − p)/b) (the delta method on a binomial share). For p stands
/// (d + 1)/(b + 2) there (Laplace), so that equal codes are not taken for equal vectors. Bits of one rotation vary less.
/// </remarks>
internal sealed class CodeEstimates
{
    private static readonly ConcurrentDictionary<int, CodeEstimates> s_estimates = new();

    private readonly (float Similarity, float Uncertainty)[] _byDistance;

    private CodeEstimates(int bits) =>
        _byDistance = [.. Enumerable.Range(0, bits + 1).Select(distance => Estimate(distance, bits))];

    /// <summary>The estimates for codes of so many bits; worked out once.</summary>
    public static CodeEstimates Of(int bits) => s_estimates.GetOrAdd(bits, static bits => new CodeEstimates(bits));

    public Neighbor Of(long key, int distance) =>
        new(key, _byDistance[distance].Similarity, _byDistance[distance].Uncertainty);

    private static (float Similarity, float Uncertainty) Estimate(int distance, int bits)
    {
        var share = (distance + 1.0) / (bits + 2);
        var deviation = Math.PI * Math.Sin(Math.PI * share) * Math.Sqrt(share * (1 - share) / bits);
        return ((float)Math.Cos(Math.PI * distance / bits), (float)deviation);
    }
}
