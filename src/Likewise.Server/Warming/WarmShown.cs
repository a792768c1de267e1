namespace Likewise.Server;

/// <summary>A warming, as the cache's API shows it.</summary>
/// <param name="State"><c>running</c>, <c>done</c>, <c>stopped</c> or <c>failed</c>.</param>
/// <param name="InputTokens">What models read; in a dry run what they would, as reckoned.</param>
/// <param name="OutputTokens">What models wrote, the same way.</param>
/// <param name="Cost">By currency, of models with a price.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="Faults">The first of the prompts of which nothing came, and why.</param>
internal sealed record WarmShown(
    string Id, string State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long Read, long Known, long Due, long Stored,
    long NotStored, long Failed, long Refused, bool IsOverBudget, long InputTokens, long OutputTokens,
    IReadOnlyDictionary<string, decimal> Cost, long UnpricedTokens, string? Reason, IReadOnlyList<LineFault> Faults)
{
    public static WarmShown Of(
        string id, string state, DateTimeOffset startedAt, DateTimeOffset? endedAt, WarmTally tally, string? reason,
        IReadOnlyList<LineFault> faults) => new(
        id, state, startedAt, endedAt, tally.Read, tally.Known, tally.Due, tally.Stored, tally.NotStored, tally.Failed,
        tally.Refused, tally.IsOverBudget, tally.Usage.InputTokens, tally.Usage.OutputTokens, tally.Cost,
        tally.UnpricedTokens, reason, faults);
}
