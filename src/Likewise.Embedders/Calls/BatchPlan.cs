namespace Likewise.Embedders;

/// <summary>Splits a call's texts, in their order, into batches that a service takes.</summary>
internal static class BatchPlan
{
    /// <param name="texts">At least one.</param>
    /// <param name="textsMax">Most texts of a batch.</param>
    /// <param name="tokensMax">Most tokens of a batch, as reckoned; a longer text goes alone.</param>
    public static List<Range> Split(ReadOnlySpan<string> texts, int textsMax, int tokensMax)
    {
        var batches = new List<Range>();
        var (start, tokens) = (0, 0L);
        for (var i = 0; i < texts.Length; i++)
        {
            var more = TokenEstimate.Of(texts[i]);
            if (i > start && (i - start == textsMax || tokens + more > tokensMax))
            {
                batches.Add(start..i);
                (start, tokens) = (i, 0);
            }

            tokens += more;
        }

        batches.Add(start..texts.Length);
        return batches;
    }
}
