using System.Collections.Concurrent;

namespace Likewise.Server;

/// <summary>
/// What was looked up lately, in memory, for those who watch: each tenant's apart. One place and no queue; where nobody is to
/// watch it keeps nothing.
/// </summary>
internal sealed class LookupLog
{
    /// <summary>The one that was quiet for longest makes room. About half a megabyte each when it is full.</summary>
    private const int TenantsMax = 64;

    private readonly ConcurrentDictionary<string, TenantLookups> _tenants = new(StringComparer.Ordinal);
    private readonly Lock _adding = new();
    private readonly PageSettings _settings;
    private readonly SemanticCache _cache;
    private readonly TimeProvider _time;
    private readonly long _bornAt;

    public LookupLog(LikewiseSettings settings, SemanticCache cache, TimeProvider time)
    {
        (_settings, _cache, _time) = (settings.Page, cache, time);
        _bornAt = time.GetTimestamp();
    }

    /// <summary>Now, by the clock that is never set.</summary>
    public long Now => _time.GetTimestamp();

    /// <summary>Looks up, and remembers it.</summary>
    /// <param name="from">Which way it came.</param>
    /// <param name="cache">What is asked.</param>
    /// <param name="asked">The request.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async ValueTask<LookupResult> LookupAsync(
        string from, SemanticCache cache, PromptRequest asked, CancellationToken cancellationToken)
    {
        var startedAt = Now;
        var found = await cache.LookupAsync(asked, cancellationToken).ConfigureAwait(false);
        Add(from, asked, found, startedAt);
        return found;
    }

    /// <summary>Remembers a lookup.</summary>
    /// <param name="from">Which way it came.</param>
    /// <param name="asked">What was asked.</param>
    /// <param name="found">What was found; null where the request failed afterwards.</param>
    /// <param name="startedAt">When it began.</param>
    /// <param name="isJoined">Whether another request's call answered.</param>
    public void Add(string from, PromptRequest asked, LookupResult? found, long startedAt, bool isJoined = false)
    {
        if (!_settings.Enabled)
            return;

        var least = _cache.SimilarityMinOf(asked.Namespace);
        var lookup = new LookupRecord
        {
            Number = 0,
            StartedAt = startedAt,
            From = from,
            Model = asked.Model,
            Prompt = MayKeep(asked, found) ? LookupRecord.Begin(asked.Messages[^1].Text) : null,
            Outcome = OutcomeOf(found, isJoined),
            SimilarityMin = Math.Max(least, asked.Directives.SimilarityMin ?? least),
            Total = _time.GetElapsedTime(startedAt),
        };
        Of(asked.Tenant).Add(lookup.With(found), IntervalOf(_time.GetTimestamp()));
    }

    /// <summary>A tenant's lookups, the oldest first: the youngest that came after one.</summary>
    public LookupRecord[] Recent(string tenant, long after, int limit) =>
        _tenants.TryGetValue(tenant, out var lookups) ? lookups.After(after, limit) : [];

    /// <summary>What a tenant's lookups of the last hour came to.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="together">How many intervals are shown as one.</param>
    public LookupInterval[] History(string tenant, int together) =>
        (_tenants.TryGetValue(tenant, out var lookups) ? lookups : new TenantLookups(1)).Read(IntervalOf(Now), together);

    /// <summary>When something happened, as clocks on walls have it.</summary>
    public DateTimeOffset MomentOf(long timestamp) => _time.GetUtcNow() - _time.GetElapsedTime(timestamp);

    /// <summary>When the point of the history begins that is under way.</summary>
    public DateTimeOffset LastPoint(int together) =>
        MomentOf(_bornAt).AddSeconds(IntervalOf(Now) / together * together * LookupHistory.SecondsPerInterval);

    /// <summary>What is not to be stored is not kept here either.</summary>
    private bool MayKeep(PromptRequest asked, LookupResult? found) =>
        _settings.Prompts && !asked.Directives.NoStore && asked.Messages.Count > 0
        && found is not LookupMiss { Reason: MissReason.Bypassed };

    private static LookupOutcome OutcomeOf(LookupResult? found, bool isJoined) => (found, isJoined) switch
    {
        (_, true) => LookupOutcome.Joined,
        (LookupHit, _) => LookupOutcome.Hit,
        (LookupMiss { Reason: MissReason.Bypassed }, _) => LookupOutcome.Bypass,
        (LookupMiss, _) => LookupOutcome.Miss,
        _ => LookupOutcome.Unanswered,
    };

    private long IntervalOf(long timestamp) =>
        _time.GetElapsedTime(_bornAt, timestamp).Ticks / (LookupHistory.SecondsPerInterval * TimeSpan.TicksPerSecond);

    private TenantLookups Of(string tenant)
    {
        if (_tenants.TryGetValue(tenant, out var known))
            return known;

        lock (_adding)
        {
            if (_tenants.Count >= TenantsMax && !_tenants.ContainsKey(tenant))
                _tenants.TryRemove(_tenants.MinBy(pair => pair.Value.LastAt).Key, out _);
            return _tenants.GetOrAdd(tenant, static (_, most) => new TenantLookups(most), _settings.RecentMax);
        }
    }
}
