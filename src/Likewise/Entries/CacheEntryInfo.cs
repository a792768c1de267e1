namespace Likewise;

/// <summary>An entry without its answer, as a listing shows it.</summary>
/// <param name="Summary">All that is said of it.</param>
/// <param name="Activity">How it was used so far.</param>
public sealed record CacheEntryInfo(EntrySummary Summary, EntryActivity Activity)
{
    /// <summary>Until when it is fresh, as often as it was used so far.</summary>
    public DateTimeOffset FreshUntil => Summary.Expiry.FreshUntil(Activity.Demand);

    /// <summary>How it stands at a moment, as often as it was used so far.</summary>
    public EntryStanding StandingAt(DateTimeOffset now) =>
        Summary.HasEnded(now, Activity) ? EntryStanding.Ended
        : now < FreshUntil ? EntryStanding.Fresh
        : EntryStanding.Stale;
}
