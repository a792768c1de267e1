namespace Likewise;

/// <summary>
/// What an entry takes in this process beside its answer, as far as can be told without looking at the heap. The benchmark
/// <c>entry-memory</c> holds the sum against the heap's growth: they differ by less than a tenth.
/// </summary>
internal static class EntrySize
{
    /// <summary>
    /// Summary, resident, and their places in two maps of the table, two of the tier and the order of leaving; 380 to 440 were
    /// measured, depending on how full the maps are.
    /// </summary>
    private const int Fixed = 400;

    /// <summary>A string's header, length and end, and what rounds it up to eight bytes.</summary>
    private const int StringOverhead = 26;

    private const int BytesPerChar = 2, Reference = 8;

    public static int Of(EntrySummary summary)
    {
        var bytes = Fixed + StringOverhead + (BytesPerChar * summary.Prompt.Length) + (Reference * summary.Tags.Count);
        return summary.Eligibility == Eligibility.Semantic
            ? bytes + NearTier.BytesPerVector(summary.Embedder.Dimension)
            : bytes;
    }
}
