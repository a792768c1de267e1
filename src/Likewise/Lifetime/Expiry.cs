namespace Likewise;

/// <summary>When an entry ends.</summary>
/// <param name="At">It ends here, however often it is used, so that a popular wrong answer dies too.</param>
/// <param name="Sliding">It also ends when it has not been used for this long; null for no such rule. Positive.</param>
public readonly record struct Expiry(DateTimeOffset At, TimeSpan? Sliding)
{
    /// <summary>Whether the entry has ended.</summary>
    /// <param name="now">The moment asked about.</param>
    /// <param name="lastUsedAt">When it was stored or last answered.</param>
    public bool HasPassed(DateTimeOffset now, DateTimeOffset lastUsedAt) =>
        now >= At || (Sliding is { } window && now - lastUsedAt >= window);
}
