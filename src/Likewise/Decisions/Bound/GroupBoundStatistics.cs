namespace Likewise;

/// <summary>How the bound on wrong hits stands in one group.</summary>
public sealed record GroupBoundStatistics
{
    /// <summary>The group: a namespace, say.</summary>
    public required string Group { get; init; }

    /// <summary>Whether it is of what the score alone would not have let through, but a verifier did.</summary>
    /// <value>Default: false.</value>
    public bool IsRescued { get; init; }

    /// <summary>The largest share of its hits that may be wrong.</summary>
    public required double MaxWrongHits { get; init; }

    /// <summary>What the cut in force comes from.</summary>
    public required BoundStanding Standing { get; init; }

    /// <summary>The least score that is served now; null: nothing is.</summary>
    public required double? ScoreMin { get; init; }

    /// <summary>How many labels the group goes by; old ones count less than one.</summary>
    public required double Evidence { get; init; }

    /// <summary>
    /// With the confidence asked for, no larger share of what the group's own cut lets through is wrong; null without such a cut.
    /// </summary>
    public required double? WrongShareMax { get; init; }

    /// <summary>Hits that were audited.</summary>
    public required long Audited { get; init; }

    /// <summary>How many of them were wrong.</summary>
    public required long AuditedWrong { get; init; }

    /// <summary>Misses whose outcome became known.</summary>
    public required long NearMisses { get; init; }

    /// <summary>How close the alarm is, in [0, 1].</summary>
    public required double AlarmLevel { get; init; }

    /// <summary>How often it went off.</summary>
    public required long Alarms { get; init; }
}
