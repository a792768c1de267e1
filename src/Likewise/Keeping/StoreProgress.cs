namespace Likewise;

/// <summary>How far work on a store has come.</summary>
/// <param name="Done">Entries so far; pages, where a damaged file is read page by page.</param>
/// <param name="Total">All of them, as it looks now.</param>
public readonly record struct StoreProgress(long Done, long Total);
