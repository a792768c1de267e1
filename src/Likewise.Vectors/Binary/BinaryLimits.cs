using Likewise.Vectors.Kernels;

namespace Likewise.Vectors.Binary;

/// <summary>How much of an index a search looks at: the options, and what follows from them.</summary>
internal sealed class BinaryLimits(BinaryIndexOptions options, int codeBits)
{
    public int SurvivorsMax { get; } = options.SurvivorsMax;

    public int LookedAtMax { get; } = options.LookedAtMax;

    public double AssuredSimilarity { get; } = options.AssuredSimilarity;

    public float Deviations { get; } = options.Deviations;

    public CodeEstimates Estimates { get; } = CodeEstimates.Of(codeBits);

    /// <summary>For the bits that are compared first.</summary>
    public HammingBound Front { get; } = HammingBound.Of(SlicedHamming.Bits);

    /// <summary>For the whole code.</summary>
    public HammingBound Whole { get; } = HammingBound.Of(codeBits);
}
