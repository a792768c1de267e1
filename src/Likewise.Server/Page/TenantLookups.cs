namespace Likewise.Server;

/// <summary>A tenant's last lookups, and what those of the last hour came to.</summary>
/// <param name="recentMax">How many lookups are remembered one by one.</param>
internal sealed class TenantLookups(int recentMax)
{
    private readonly Lock _lock = new();
    private readonly LookupRecord[] _recent = new LookupRecord[recentMax];
    private readonly LookupHistory _history = new();
    private long _count;
    private long _lastAt;

    /// <summary>When the last lookup began, by the clock that is never set.</summary>
    public long LastAt => Volatile.Read(ref _lastAt);

    /// <param name="lookup">What happened; it gets its number here.</param>
    /// <param name="interval">In which interval of the history.</param>
    public void Add(in LookupRecord lookup, long interval)
    {
        lock (_lock)
        {
            _recent[_count % _recent.Length] = lookup with { Number = ++_count };
            _history.Add(lookup, interval);
        }

        Volatile.Write(ref _lastAt, lookup.StartedAt);
    }

    /// <summary>The youngest lookups that came after one, the oldest first.</summary>
    /// <param name="number">That one; where it is of a life before this one, all came after it.</param>
    /// <param name="limit">How many at most.</param>
    public LookupRecord[] After(long number, int limit)
    {
        lock (_lock)
        {
            var known = number > _count ? 0 : number;
            var lookups = new LookupRecord[Math.Min(Math.Min(_count - known, _recent.Length), limit)];
            for (var at = 0; at < lookups.Length; at++)
                lookups[at] = _recent[(_count - lookups.Length + at) % _recent.Length];
            return lookups;
        }
    }

    /// <inheritdoc cref="LookupHistory.Read"/>
    public LookupInterval[] Read(long last, int together)
    {
        lock (_lock)
            return _history.Read(last, together);
    }
}
