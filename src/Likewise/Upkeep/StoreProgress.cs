namespace Likewise;

/// <summary>How far work on a store's entries has come.</summary>
/// <param name="Done">Entries so far.</param>
/// <param name="Total">Entries to go through, as it looks now.</param>
public readonly record struct StoreProgress(long Done, long Total);
