namespace Likewise;

/// <summary>
/// What an entry takes in this process beside its answer, as far as can be told without looking at the heap: objects and places
/// in maps, strings, and its share of the vector index. <c>MemoryTests</c> holds the sum against the heap's growth.
/// </summary>
internal static class EntrySize
{
    /// <summary>Summary, resident, tag list, and their places in the maps of the table and the tier (0052).</summary>
    private const int Fixed = 900;

    private const int StringOverhead = 22, BytesPerChar = 2, WordsApart = 8;

    public static int Of(EntrySummary summary)
    {
        var bytes = Fixed + OfString(summary.Prompt);
        foreach (var tag in summary.Tags)
            bytes += WordsApart + OfString(tag);
        return bytes;
    }

    private static int OfString(string text) => StringOverhead + (BytesPerChar * text.Length);
}
