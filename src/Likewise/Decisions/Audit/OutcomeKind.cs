namespace Likewise;

/// <summary>Of what it became known whether the cache was right.</summary>
internal enum OutcomeKind
{
    /// <summary>A hit by meaning that was drawn at random to be looked at.</summary>
    Audit,

    /// <summary>A miss, whose closest entry was nearly served.</summary>
    NearMiss,

    /// <summary>A hit by meaning that was withheld.</summary>
    Withheld,

    /// <summary>A hit by the same words that was withheld: what differs then is the model's own doing.</summary>
    WithheldExact,

    /// <summary>A hit that somebody has an opinion of.</summary>
    Said,
}
