namespace Likewise;

/// <summary>What one namespace holds, what it may hold, and what was done for it since the cache was built.</summary>
public sealed record NamespaceStatistics
{
    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Entries that are held and in time.</summary>
    public required int Entries { get; init; }

    /// <summary>Bytes of their sealed payload.</summary>
    public required long PayloadBytes { get; init; }

    /// <summary>How many entries it may hold (<see cref="NamespaceRule.EntriesMax"/>).</summary>
    /// <value>Null: as many as the cache.</value>
    public int? EntriesMax { get; init; }

    /// <summary>How many bytes of sealed payload it may hold (<see cref="NamespaceRule.PayloadBytesMax"/>).</summary>
    /// <value>Null: as many as the cache.</value>
    public long? PayloadBytesMax { get; init; }

    /// <summary>Whether it answers by the same words alone.</summary>
    public bool IsExactOnly { get; init; }

    /// <summary>
    /// The least likeness of two prompts that may share an answer here; where evidence decides, the least that is considered.
    /// </summary>
    public required double SimilarityMin { get; init; }

    /// <summary>Lookups that were answered, of all tenants.</summary>
    /// <value>Null where the namespace is not counted apart (<see cref="TelemetryOptions.NamespacesMax"/>).</value>
    public long? Hits { get; init; }

    /// <summary>Lookups that were not, of all tenants.</summary>
    /// <value>As <see cref="Hits"/>.</value>
    public long? Misses { get; init; }

    /// <summary>Entries that left because the namespace was full, of all tenants.</summary>
    /// <value>As <see cref="Hits"/>.</value>
    public long? EvictedByOwn { get; init; }

    /// <summary>Entries that left because the cache was full, of all tenants.</summary>
    /// <value>As <see cref="Hits"/>.</value>
    public long? EvictedByAll { get; init; }
}
