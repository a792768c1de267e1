namespace Likewise;

/// <summary>An entry with its answer.</summary>
/// <param name="Summary">All that is said of it.</param>
/// <param name="Activity">How it was used so far.</param>
/// <param name="Response">Its answer.</param>
public sealed record CacheEntry(EntrySummary Summary, EntryActivity Activity, RecordedResponse Response)
{
    /// <summary>How soon what prompt and answer speak of changes, as it was read when the entry was stored.</summary>
    public VolatilityFinding Volatility => VolatilityReader.Of(Summary.Prompt, Response.Text, Summary.CreatedAt.Year);
}
