namespace Likewise;

/// <summary>No answer that is right for the request.</summary>
public sealed class LookupMiss : LookupResult
{
    internal LookupMiss(MissReason reason, string? detail, NearestMiss? nearest, StoreTicket? ticket, LookupTimings timings)
        : base(timings)
    {
        (Reason, Detail, Nearest, Ticket) = (reason, detail, nearest, ticket);
    }

    /// <summary>Why.</summary>
    public MissReason Reason { get; }

    /// <summary>What exactly, for people; null where the reason says all.</summary>
    public string? Detail { get; }

    /// <summary>The closest entry that was not served, and why not; null when there was none to look at.</summary>
    public NearestMiss? Nearest { get; }

    /// <summary>
    /// The entry that nothing spoke against, but that was not sure enough, or not quite like enough
    /// (<see cref="AuditOptions.NearMissMin"/>); null where there was none. Once the model has answered, whether this one would
    /// have been right is worth knowing (<see cref="SemanticCache.ObserveAsync"/>).
    /// </summary>
    public NearestMiss? NearMiss { get; internal init; }

    /// <summary>
    /// The hit that it would have been, were this request not one of those that go to the model all the same
    /// (<see cref="SemanticCacheOptions.ServeShare"/>); null where there was none. There is no ticket then: what is stored stays.
    /// </summary>
    public LookupHit? Withheld { get; internal init; }

    /// <summary>
    /// Stores the model's answer without normalizing or embedding again; null when the request may not be stored.
    /// </summary>
    public StoreTicket? Ticket { get; }
}
