namespace Likewise;

/// <summary>What changes as an entry is used.</summary>
/// <param name="HitCount">How often it has answered, exact and semantic hits together.</param>
/// <param name="LastUsedAt">When it was stored or last answered, whichever is later.</param>
public readonly record struct EntryActivity(long HitCount, DateTimeOffset LastUsedAt)
{
    /// <summary>What callers said of its answer.</summary>
    /// <value>Default: nothing.</value>
    public EntryFeedback Feedback { get; init; }
}
