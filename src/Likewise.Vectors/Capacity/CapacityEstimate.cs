namespace Likewise.Vectors;

/// <summary>The memory that an index takes in one layout.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="Entries">How many vectors.</param>
/// <param name="Parts">What takes memory.</param>
/// <param name="ScanBytes">What a search reads one after the other; null where it does not go over everything.</param>
public sealed record CapacityEstimate(
    VectorLayout Layout, long Entries, IReadOnlyList<CapacityPart> Parts, long? ScanBytes)
{
    /// <summary>Memory, in bytes.</summary>
    public long Bytes { get; } = Parts.Sum(part => part.Bytes);

    /// <summary>Memory of an entry, its share of what all have in common included; 0 without entries.</summary>
    public double BytesPerEntry => Entries == 0 ? 0 : (double)Bytes / Entries;
}
