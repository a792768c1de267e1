namespace Likewise;

/// <summary>A page of entries, the youngest first.</summary>
/// <param name="Entries">The entries, without their answers.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Total">How many entries are chosen, on whatever page.</param>
public sealed record EntryPage(IReadOnlyList<CacheEntryInfo> Entries, EntryCursor? Next, int Total);
