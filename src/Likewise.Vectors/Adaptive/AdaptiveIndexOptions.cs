using Likewise.Vectors.Adaptive;

namespace Likewise.Vectors;

/// <summary>When an <see cref="AdaptiveIndex"/> changes its layout.</summary>
public sealed class AdaptiveIndexOptions
{
    /// <summary>How many vectors are compared one by one, at most, before codes take over. At least 0.</summary>
    /// <value>256 by default.</value>
    public int FlatMax { get; set; } = AdaptiveLimits.FlatMax;

    /// <summary>
    /// How many vectors call for cells, so that a search looks at few codes instead of all; above <see cref="FlatMax"/>. What
    /// cells find is nearly all there is, not all: see <see cref="InvertedIndex"/>.
    /// </summary>
    /// <value>Never, by default.</value>
    public int InvertedFrom { get; set; } = int.MaxValue;

    /// <summary>
    /// How codes are searched, and in what form vectors are kept, in every layout alike: a move changes no similarity.
    /// </summary>
    public BinaryIndexOptions Binary { get; set; } = new();
}
