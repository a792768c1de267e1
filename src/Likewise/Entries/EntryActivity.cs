namespace Likewise;

/// <summary>What changes as an entry is used.</summary>
/// <param name="HitCount">How often it has answered, exact and semantic hits together.</param>
/// <param name="LastUsedAt">When it was stored or last answered, whichever is later.</param>
public readonly record struct EntryActivity(long HitCount, DateTimeOffset LastUsedAt)
{
    private readonly PrincipalSet? _confirmedBy;

    /// <summary>What callers said of its answer.</summary>
    /// <value>Default: nothing.</value>
    public EntryFeedback Feedback { get; init; }

    /// <summary>The use that may lengthen its life: none once somebody has said that its answer was wrong.</summary>
    internal long Demand => Feedback.Wrong > 0 ? 0 : HitCount;

    /// <summary>Who got this answer of the model, and so stands behind it.</summary>
    /// <value>Default: nobody that is known.</value>
    public PrincipalSet ConfirmedBy
    {
        get => _confirmedBy ?? PrincipalSet.None;
        init => _confirmedBy = value.Count == 0 ? null : value;
    }
}
