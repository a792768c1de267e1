namespace Likewise.Embedders;

/// <summary>
/// Keeps a service's limits of requests and tokens per minute. Whoever comes takes its share at once, in the order of arrival,
/// and is told how long to wait until the share is there; what is owed makes later ones wait longer.
/// </summary>
internal sealed class Pace(EmbedderRateLimit? limit, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Bucket _requests = new(limit?.RequestsPerMinute, time);
    private readonly Bucket _tokens = new(limit?.TokensPerMinute, time);
    private readonly long _origin = time.GetTimestamp();
    private TimeSpan _resumesAt;

    /// <summary>Takes a share for one request, unless the wait for it would be too long.</summary>
    /// <param name="tokens">Tokens that the request has, as reckoned.</param>
    /// <param name="waitMax">The longest wait.</param>
    /// <param name="wait">How long to wait before the request is sent; where none was taken, how long it would have been.</param>
    public bool TryTake(int tokens, TimeSpan waitMax, out TimeSpan wait)
    {
        lock (_lock)
        {
            wait = Longest(_requests.Take(1), _tokens.Take(tokens), _resumesAt - time.GetElapsedTime(_origin), TimeSpan.Zero);
            if (wait <= waitMax)
                return true;

            GiveBackLocked(tokens);
            return false;
        }
    }

    /// <summary>Returns the share of a request that was not sent.</summary>
    public void GiveBack(int tokens)
    {
        lock (_lock)
            GiveBackLocked(tokens);
    }

    /// <summary>Tells how many tokens a request really had, so that the reckoning does not drift.</summary>
    public void Settle(int reckoned, int actual)
    {
        lock (_lock)
            _tokens.Return(reckoned - actual);
    }

    /// <summary>Lets nobody through for a while: the service asked for it.</summary>
    public void PauseFor(TimeSpan pause)
    {
        lock (_lock)
            _resumesAt = Longest(_resumesAt, time.GetElapsedTime(_origin) + pause);
    }

    private void GiveBackLocked(int tokens)
    {
        _requests.Return(1);
        _tokens.Return(tokens);
    }

    private static TimeSpan Longest(params ReadOnlySpan<TimeSpan> spans)
    {
        var longest = spans[0];
        foreach (var span in spans)
            longest = span > longest ? span : longest;
        return longest;
    }

    /// <summary>One limit. Fills evenly up to ten seconds' worth; may be overdrawn, which is then waited for.</summary>
    private sealed class Bucket(int? perMinute, TimeProvider time)
    {
        private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(10);

        private readonly double _perSecond = perMinute is { } amount ? amount / 60.0 : double.PositiveInfinity;
        private double _held = perMinute is { } amount ? Math.Max(1, amount / 60.0 * Reserve.TotalSeconds) : 0;
        private long _filledAt = time.GetTimestamp();

        /// <summary>Takes an amount, there or not.</summary>
        /// <returns>How long until it is there.</returns>
        public TimeSpan Take(int amount)
        {
            if (perMinute is null)
                return TimeSpan.Zero;

            Fill();
            _held -= amount;
            return _held >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(-_held / _perSecond, TimeSpan.SecondsPerDay));
        }

        public void Return(int amount) => _held += amount; // Beyond the reserve only until it is filled next.

        private void Fill()
        {
            var now = time.GetTimestamp();
            var capacity = Math.Max(1, _perSecond * Reserve.TotalSeconds);
            _held = Math.Min(capacity, _held + (time.GetElapsedTime(_filledAt, now).TotalSeconds * _perSecond));
            _filledAt = now;
        }
    }
}
