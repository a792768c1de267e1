using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary><c>GET /v1/cache/stats</c>: what the cache holds of the caller's and has done for it.</summary>
internal sealed class StatsEndpoint(SemanticCache cache, CacheRequests requests, Ledger ledger)
{
    public Task HandleAsync(HttpContext context)
    {
        var tenant = requests.TenantOf(context);
        var statistics = cache.GetStatistics(tenant);
        var whole = cache.GetStatistics();
        var tokens = ledger.Of(tenant, statistics);
        return CacheReply.WriteAsync(context, StatsShown.Of(statistics) with
        {
            TokensSpent = tokens.Where(account => account.Use != TokenUse.Saved).Sum(account => account.Usage.TotalTokens),
            Money = MoneyShown.Of(ledger.Of(tokens)),
            Latencies = LatencyShown.Of(whole.Latencies),
            Filling = whole.Filling,
            Refreshes = tenant.Length == 0 ? whole.Refreshes : null,
            Background = WorkShown.Of(whole.Background),
            Migration = tenant.Length == 0 && whole.Migration.Total > 0 ? whole.Migration : null,
        });
    }
}

/// <summary>What the cache holds of a tenant's and has done for it, as the cache's API shows it.</summary>
internal sealed record StatsShown
{
    public required int Entries { get; init; }

    public required long AnswerBytes { get; init; }

    public required IReadOnlyDictionary<string, int> Namespaces { get; init; }

    public required IReadOnlyDictionary<string, int> Models { get; init; }

    public required IReadOnlyDictionary<string, int> Embedders { get; init; }

    public required long Lookups { get; init; }

    /// <summary>Hits of all lookups, from 0 to 1; absent before the first.</summary>
    public double? HitRate { get; init; }

    public required IReadOnlyDictionary<string, long> Hits { get; init; }

    public required IReadOnlyDictionary<string, long> Misses { get; init; }

    public required long Joined { get; init; }

    public required SaidShown Feedback { get; init; }

    /// <summary>How answers did against the model's own.</summary>
    public required OutcomesShown Outcomes { get; init; }

    /// <summary>What was withheld, where only a share of the requests is answered.</summary>
    public required WithheldShown Withheld { get; init; }

    /// <summary>How the bound stands, in each group that the tenant has entries in; none where a similarity decides.</summary>
    public required IReadOnlyList<BoundShown> Bounds { get; init; }

    public required StoresShown Stores { get; init; }

    public required long TokensSaved { get; init; }

    /// <summary>What the cache itself took: embedding, audits, and a judge where the caller is no tenant's.</summary>
    public long TokensSpent { get; init; }

    public required double SecondsSaved { get; init; }

    /// <summary>What lookups took that found nothing.</summary>
    public required double SecondsSpent { get; init; }

    /// <summary>What tokens came to, as far as the table of prices names their models.</summary>
    public MoneyShown? Money { get; init; }

    /// <summary>How long things take, in seconds, for all tenants together.</summary>
    public IReadOnlyDictionary<string, LatencyShown>? Latencies { get; init; }

    /// <summary>How far reading the store has come, of all tenants together; absent once all is read.</summary>
    public FillProgress? Filling { get; init; }

    /// <summary>What was done with entries whose time was over, of all tenants together; for callers of none.</summary>
    public RefreshStatistics? Refreshes { get; init; }

    /// <summary>How far entries of other embedders have come; for callers of no tenant, where there are any.</summary>
    public MigrationStatistics? Migration { get; init; }

    /// <summary>What is done behind requests, by its class, for all tenants together.</summary>
    public IReadOnlyDictionary<string, WorkShown>? Background { get; init; }

    public static StatsShown Of(TenantStatistics statistics)
    {
        var hits = statistics.Hits.Values.Sum();
        var lookups = hits + statistics.Misses.Values.Sum();
        return new StatsShown
        {
            Entries = statistics.Entries,
            AnswerBytes = statistics.PayloadBytes,
            Namespaces = statistics.Namespaces,
            Models = statistics.Models,
            Embedders = statistics.Embedders.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value),
            Lookups = lookups,
            HitRate = lookups == 0 ? null : (double)hits / lookups,
            Hits = statistics.Hits.ToDictionary(pair => CacheNames.Of(pair.Key), pair => pair.Value),
            Misses = statistics.Misses.ToDictionary(pair => CacheNames.Of(pair.Key), pair => pair.Value),
            Joined = statistics.Joined,
            Feedback = new SaidShown(statistics.Feedback.Right, statistics.Feedback.Wrong),
            Outcomes = OutcomesShown.Of(statistics.Outcomes),
            Withheld = WithheldShown.Of(statistics.Withheld),
            Bounds = [.. statistics.Bounds.Select(BoundShown.Of)],
            Stores = new StoresShown(statistics.Stored, statistics.StoresRefused, statistics.StoresFailed),
            TokensSaved = statistics.TokensSaved,
            SecondsSaved = statistics.TimeSaved.TotalSeconds,
            SecondsSpent = statistics.TimeSpent.TotalSeconds,
        };
    }
}

/// <summary>What became of answers that were to be stored.</summary>
internal sealed record StoresShown(long Stored, long Refused, long Failed);
