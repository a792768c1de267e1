using System.Numerics;
using System.Threading.RateLimiting;

namespace Likewise.Server;

/// <summary>How much each caller may ask: so many requests a minute, so many at once. One who asks for more gets 429.</summary>
internal sealed class CallerLimits : IDisposable
{
    private static readonly TimeSpan RetrySoon = TimeSpan.FromSeconds(1);

    private readonly AccessSettings _settings;

    // The limit is part of the partition: a key whose limit is changed begins anew with it.
    private readonly PartitionedRateLimiter<(string Id, int PerMinute)> _rate =
        PartitionedRateLimiter.Create<(string Id, int PerMinute), (string, int)>(
            static caller => RateLimitPartition.Get(caller, static key => RateOf(key.Item2)));

    private readonly PartitionedRateLimiter<(string Id, int Most)> _places =
        PartitionedRateLimiter.Create<(string Id, int Most), (string, int)>(
            static caller => RateLimitPartition.Get(caller, static key => PlacesOf(key.Item2)));

    public CallerLimits(AccessSettings settings) => _settings = settings;

    /// <summary>Counts a request, and takes its place until what is returned is disposed of.</summary>
    /// <returns>Null where the caller has no limit that holds a place.</returns>
    /// <exception cref="HttpFault">The caller asks for too much.</exception>
    public IDisposable? Take(CallerIdentity caller)
    {
        RateLimitLease? place = null;
        if ((caller.ConcurrencyMax ?? _settings.ConcurrencyMax) is { } most)
        {
            place = _places.AttemptAcquire((caller.Id, most));
            if (!place.IsAcquired)
                throw TooMuch($"More than {most} requests are under way at once.", "too_many_at_once", RetrySoon);
        }

        if ((caller.RequestsPerMinute ?? _settings.RequestsPerMinute) is not { } perMinute)
            return place;

        using var turn = _rate.AttemptAcquire((caller.Id, perMinute));
        if (turn.IsAcquired)
            return place;

        place?.Dispose();
        var wait = turn.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > RetrySoon ? after : RetrySoon;
        throw TooMuch($"More than {perMinute} requests came within a minute.", "rate_limit_exceeded", wait);
    }

    public void Dispose()
    {
        _rate.Dispose();
        _places.Dispose();
    }

    /// <summary>A minute's requests may come at once, and then at their rate, in steps of a second or more.</summary>
    private static TokenBucketRateLimiter RateOf(int perMinute)
    {
        var steps = (int)BigInteger.GreatestCommonDivisor(perMinute, 60);
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = perMinute / steps,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / steps,
            AutoReplenishment = false, // The partitions' own timer does it.
            QueueLimit = 0,
        });
    }

    private static ConcurrencyLimiter PlacesOf(int most) =>
        new(new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 0 });

    private static HttpFault TooMuch(string message, string code, TimeSpan wait) => new(429, message, code) { RetryAfter = wait };
}
