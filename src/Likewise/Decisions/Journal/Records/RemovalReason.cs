namespace Likewise;

/// <summary>Why an entry has left the cache.</summary>
public enum RemovalReason
{
    /// <summary>Its time was over.</summary>
    Ended,

    /// <summary>Somebody took it away, or its answer could not be read.</summary>
    Removed,

    /// <summary>The cache was full.</summary>
    Evicted,

    /// <summary>An answer to the same words took its place.</summary>
    Replaced,
}
