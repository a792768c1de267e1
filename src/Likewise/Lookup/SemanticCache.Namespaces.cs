namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>How many namespaces <see cref="GetNamespaces"/> tells of at most: callers choose their names.</summary>
    public const int NamespacesShownMax = 1_000;

    /// <summary>
    /// The least likeness of two prompts that may share an answer in a namespace, where the caller asks for no more; where
    /// evidence decides, the least that is considered.
    /// </summary>
    /// <param name="namespace">Any, whether it holds something or not.</param>
    public double SimilarityMinOf(string @namespace)
    {
        ArgumentNullException.ThrowIfNull(@namespace);
        return _namespaces.Of(@namespace).SimilarityMin ?? _similarityMin;
    }

    /// <summary>
    /// The namespaces that hold something, and those that rules name, in the order of their names; of more than
    /// <see cref="NamespacesShownMax"/> those that hold most.
    /// </summary>
    /// <param name="tenant">
    /// Whose entries alone; nothing is told then of namespaces without any, nor what was done for others. Null: everybody's.
    /// </param>
    /// <remarks>Looks at every entry once.</remarks>
    public IReadOnlyList<NamespaceStatistics> GetNamespaces(string? tenant = null)
    {
        var now = _time.GetUtcNow();
        var held = new Dictionary<string, (int Entries, long Bytes)>(StringComparer.Ordinal);
        if (tenant is null)
        {
            foreach (var name in _namespaces.Named)
                held.Add(name, default);
        }

        foreach (var resident in _table.All())
        {
            var summary = resident.Summary;
            if ((tenant is not null && summary.Tenant != tenant) || !resident.IsLive(now))
                continue;
            var (entries, bytes) = held.GetValueOrDefault(summary.Namespace);
            held[summary.Namespace] = (entries + 1, bytes + summary.PayloadBytes);
        }

        return
        [
            .. held.OrderByDescending(pair => pair.Value.Entries).ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Take(NamespacesShownMax).OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => StatisticsOf(pair.Key, pair.Value, tenant is null ? _counters.Namespaces.Find(pair.Key) : null)),
        ];
    }

    private NamespaceStatistics StatisticsOf(string name, (int Entries, long Bytes) held, NamespaceCounters? done)
    {
        var terms = _namespaces.Of(name);
        return new NamespaceStatistics
        {
            Namespace = name,
            Entries = held.Entries,
            PayloadBytes = held.Bytes,
            EntriesMax = terms.EntriesMax,
            PayloadBytesMax = terms.PayloadBytesMax,
            IsExactOnly = terms.IsExactOnly,
            SimilarityMin = terms.SimilarityMin ?? _similarityMin,
            Hits = done?.Hits,
            Misses = done?.Misses,
            EvictedByOwn = done?.EvictedByOwn,
            EvictedByAll = done?.EvictedByAll,
        };
    }
}
