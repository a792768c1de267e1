namespace Likewise;

/// <summary>How an entry stands at a moment.</summary>
public enum EntryStanding
{
    /// <summary>It is in time.</summary>
    Fresh,

    /// <summary>Its time is over; it still answers for a while, on the occasions that its windows name.</summary>
    Stale,

    /// <summary>It answers no more, and goes with the next maintenance.</summary>
    Ended,
}
