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
    /// Stores the model's answer without normalizing or embedding again; null when the request may not be stored.
    /// </summary>
    public StoreTicket? Ticket { get; }
}
