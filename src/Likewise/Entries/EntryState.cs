namespace Likewise;

/// <summary>Whether an entry's time is over.</summary>
public enum EntryState
{
    /// <summary>It may answer.</summary>
    Live,

    /// <summary>Its time is over: it answers no more, and goes with the next maintenance.</summary>
    Ended,

    /// <summary>Either.</summary>
    Any,
}
