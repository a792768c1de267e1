namespace Likewise;

/// <summary>When an entry ends.</summary>
/// <param name="At">Its time is over here, however often it is used, so that a popular wrong answer dies too.</param>
/// <param name="Sliding">It also ends when it has not been used for this long; null for no such rule. Positive.</param>
public readonly record struct Expiry(DateTimeOffset At, TimeSpan? Sliding)
{
    private readonly Leeway? _leeway;

    /// <summary>What it may do beyond its time.</summary>
    /// <value>Default: <see cref="Leeway.None"/>.</value>
    public Leeway Leeway
    {
        get => _leeway ?? Leeway.None;
        init => _leeway = value == Leeway.None ? null : value;
    }

    /// <summary>Until when it is fresh, as often as it was used so far.</summary>
    /// <param name="hits">How often it has answered.</param>
    public DateTimeOffset FreshUntil(long hits) => _leeway is null ? At : Later(At, _leeway.Longer(hits));

    /// <summary>Whether its time is over, though it may still answer as <see cref="Leeway"/> says.</summary>
    /// <param name="now">The moment asked about.</param>
    /// <param name="hits">How often it has answered.</param>
    public bool IsStale(DateTimeOffset now, long hits) => now >= At && now >= FreshUntil(hits);

    /// <summary>Whether the entry has ended for good.</summary>
    /// <param name="now">The moment asked about.</param>
    /// <param name="lastUsedAt">When it was stored or last answered.</param>
    /// <param name="hits">How often it has answered.</param>
    public bool HasPassed(DateTimeOffset now, DateTimeOffset lastUsedAt, long hits) =>
        (now >= At && (_leeway is null || now >= Later(FreshUntil(hits), _leeway.Stale)))
        || (Sliding is { } window && now - lastUsedAt >= window);

    private static DateTimeOffset Later(DateTimeOffset moment, TimeSpan by) =>
        by < DateTimeOffset.MaxValue - moment ? moment + by : DateTimeOffset.MaxValue;
}
