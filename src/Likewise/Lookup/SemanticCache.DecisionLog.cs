namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>
    /// Takes down in the decision log, and nowhere else, whether an entry's answer is right for what was asked: for labelled
    /// data, where that is known of every lookup.
    /// </summary>
    /// <param name="result">What the lookup found.</param>
    /// <param name="entry">The entry: the one served, or one that was near.</param>
    /// <param name="isRight">Whether its answer is right for what was asked.</param>
    /// <remarks>
    /// Nothing is learned of it. It must not depend on what it says whether it is told: a log's labels count as drawn evenly.
    /// </remarks>
    public void LogOutcome(LookupResult result, EntrySummary entry, bool isRight)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(entry);
        _journal?.AddOutcome(result, entry, isRight, OutcomeSource.Label);
    }
}
