namespace Likewise.Server;

/// <summary>Whether an upstream's breaker lets requests through.</summary>
internal enum UpstreamState
{
    /// <summary>All of them.</summary>
    Closed,

    /// <summary>One, to try.</summary>
    HalfOpen,

    /// <summary>None, for a while.</summary>
    Open,
}
