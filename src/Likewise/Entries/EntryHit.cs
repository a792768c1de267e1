namespace Likewise;

/// <summary>Hits of one entry, gathered since the last time they were written down.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Count">How many hits to add, at least 1.</param>
/// <param name="LastUsedAt">When the last of them was.</param>
public readonly record struct EntryHit(EntryId Id, int Count, DateTimeOffset LastUsedAt);
