namespace Likewise.Server;

/// <summary>What a caller may do. A caller holds any number of them; none implies another.</summary>
public enum AccessRole
{
    /// <summary>Ask models through the cache; look up, store, and say whether an answer was right.</summary>
    Use,

    /// <summary>See what the cache holds and does: entries, statistics, explanations.</summary>
    Observe,

    /// <summary>Take entries away, bring them in and out as a whole.</summary>
    Manage,
}
