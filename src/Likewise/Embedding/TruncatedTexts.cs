namespace Likewise;

/// <summary>
/// Tells which texts of a call were truncated where only their number is known. None or all needs no telling; otherwise it is
/// the longest, which is right but for texts of nearly the same length.
/// </summary>
internal static class TruncatedTexts
{
    /// <returns>Shape [n]: whether each text was truncated.</returns>
    public static bool[] Of(ReadOnlySpan<string> texts, int truncated)
    {
        var cut = new bool[texts.Length];
        if (truncated <= 0)
            return cut;

        var order = new int[texts.Length];
        var lengths = new int[texts.Length];
        for (var at = 0; at < texts.Length; at++)
            (order[at], lengths[at]) = (at, -texts[at].Length);
        Array.Sort(lengths, order);
        foreach (var at in order.AsSpan(0, Math.Min(truncated, texts.Length)))
            cut[at] = true;
        return cut;
    }
}
