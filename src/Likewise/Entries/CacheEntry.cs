namespace Likewise;

/// <summary>An entry with its answer.</summary>
/// <param name="Summary">All that is said of it.</param>
/// <param name="Activity">How it was used so far.</param>
/// <param name="Response">Its answer.</param>
public sealed record CacheEntry(EntrySummary Summary, EntryActivity Activity, RecordedResponse Response);
