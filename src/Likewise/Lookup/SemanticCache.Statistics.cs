namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>What the cache holds now, and what it has done since it was built.</summary>
    public CacheStatistics GetStatistics() => _counters.Snapshot() with
    {
        Entries = _table.Count,
        InFlight = _flights.Count,
        Waiting = _flights.Waiting,
        Scopes = _tiers.Scopes,
        Vectors = _tiers.Count,
        PayloadBytes = _table.PayloadBytes,
        EntryBytes = _table.MemoryBytes,
        Aliases = _table.Aliases,
        VectorBytes = _tiers.Bytes,
        ResidentPayloadBytes = _responses.Bytes,
        EmbeddingsRemembered = _embedders.Remembered,
        ForeignEntries = _fill.Foreign,
        Filling = _fill.Progress,
        Migration = _migration.Statistics,
        Bounds = _bound?.GetStatistics() ?? [],
        OutcomesByGroup = _outcomes.Groups,
        Auditor = _auditor.GetStatistics(),
        Refreshes = _refresher.GetStatistics(),
        Background = _background.GetStatistics(),
        EmbedderFaults = _seams.Embedder.Faults,
        TierFaults = _seams.Tier.Faults,
        VerifierFaults = _seams.Verifier.Faults,
        DecisionsNotLogged = _counters.DecisionsNotLogged,
        Latencies = _telemetry.Latencies,
        StoreFaults = _seams.StoreFaults,
    };

    /// <summary>What the cache holds of one tenant's, and what it has done for it.</summary>
    /// <remarks>Looks at every entry once. Of tenants beyond the first few thousand only what is held is told apart.</remarks>
    public TenantStatistics GetStatistics(string tenant)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var now = _time.GetUtcNow();
        var entries = _table.All()
            .Where(resident => resident.Summary.Tenant == tenant && resident.IsLive(now))
            .Select(resident => resident.Summary)
            .ToArray();
        var answers = _counters.Of(tenant);
        var group = _outcomes.Group;
        var groups = entries.Select(entry => group.KeyOf(entry)).Append(group.NameOf(tenant)).ToHashSet(StringComparer.Ordinal);
        return new TenantStatistics
        {
            Entries = entries.Length,
            PayloadBytes = entries.Sum(entry => (long)entry.PayloadBytes),
            Namespaces = entries.CountBy(entry => entry.Namespace).ToDictionary(),
            Models = entries.CountBy(entry => entry.Model).ToDictionary(),
            Embedders = entries.CountBy(entry => entry.Embedder).ToDictionary(),
            Hits = answers.Hits,
            Misses = answers.Misses,
            Joined = answers.Joins,
            Feedback = answers.Feedback,
            Outcomes = answers.Outcomes,
            Withheld = answers.Withheld,
            Bounds = [.. (_bound?.GetStatistics() ?? []).Where(bound => groups.Contains(bound.Group))],
            Stored = answers.Stores(StoreStatus.Stored),
            StoresRefused = answers.Stores(StoreStatus.Refused),
            StoresFailed = answers.Stores(StoreStatus.Failed),
            TokensSaved = answers.TokensSaved,
            TimeSaved = answers.TimeSaved,
            TimeSpent = answers.TimeSpent,
            Tokens = answers.Tokens,
        };
    }
}
