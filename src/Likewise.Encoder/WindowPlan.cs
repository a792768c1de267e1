namespace Likewise.Encoder;

/// <summary>How a text that does not fit is read in windows.</summary>
/// <param name="Length">Tokens of a window, special tokens included.</param>
/// <param name="Overlap">Tokens that a window has in common with the one before.</param>
/// <param name="Most">The most windows of a text; what lies behind them is left out.</param>
internal sealed record WindowPlan(int Length, int Overlap, int Most)
{
    /// <summary>As the identity's pooling has it, behind the pooling's own name.</summary>
    public string Suffix => $"-windows-{Most}-{Overlap}";

    /// <summary>Tokens of the text itself that fit into a window.</summary>
    public int Room(SpecialTokens special) => Length - special.Before.Length - special.After.Length;

    /// <summary>The most tokens of a text that are read, special tokens included.</summary>
    public int MaxTokens(SpecialTokens special) => Length + (Most - 1) * (Room(special) - Overlap);

    /// <summary>Writes a window's ids, special tokens around them.</summary>
    /// <param name="text">The ids of the whole text, special tokens around them.</param>
    /// <param name="special">What they are.</param>
    /// <param name="window">Which; 0 is the first.</param>
    /// <param name="ids">Receives the window.</param>
    /// <returns>How many ids were written; 0 where the window before was the last one.</returns>
    public int Write(ReadOnlySpan<int> text, SpecialTokens special, int window, Span<int> ids)
    {
        var (before, after, room) = (special.Before, special.After, Room(special));
        var words = text[before.Length..^after.Length];
        var start = window * (room - Overlap);
        // A window that begins within the overlap would have nothing that the one before has not.
        if (window > 0 && start + Overlap >= words.Length) return 0;
        words = words.Slice(start, Math.Min(room, words.Length - start));
        before.CopyTo(ids);
        words.CopyTo(ids[before.Length..]);
        after.CopyTo(ids[(before.Length + words.Length)..]);
        return before.Length + words.Length + after.Length;
    }
}
