namespace Likewise;

/// <summary>What came of looking in one way: a hit, or why there is none, and where the time went so far.</summary>
/// <param name="Hit">The hit; null when there is none.</param>
/// <param name="Reason">Why there is none.</param>
/// <param name="Detail">What exactly, for people.</param>
/// <param name="Nearest">The closest entry that was not served.</param>
/// <param name="Clock">The lookup's clock, brought up to here.</param>
internal readonly record struct Finding(
    LookupHit? Hit, MissReason Reason, string? Detail, NearestMiss? Nearest, LookupClock Clock)
{
    /// <summary>The surest entry that nothing spoke against, but that was not sure enough.</summary>
    public NearestMiss? NearMiss { get; init; }

    /// <summary>Entries that would have answered, had more stood behind them; null for none.</summary>
    public EntrySummary[]? Unconfirmed { get; init; }

    /// <summary>Whether there was an entry that is stale, and may answer where nothing fresh does.</summary>
    public bool HasStale { get; init; }
}
