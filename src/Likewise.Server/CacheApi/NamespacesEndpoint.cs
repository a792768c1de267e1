using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// <c>GET /v1/cache/namespaces</c>: what each namespace holds and may hold; a tenant is told of its own entries alone.
/// </summary>
internal sealed class NamespacesEndpoint(SemanticCache cache, CacheRequests requests)
{
    public Task HandleAsync(HttpContext context)
    {
        var tenant = requests.TenantOf(context);
        var namespaces = cache.GetNamespaces(tenant.Length == 0 ? null : tenant);
        return CacheReply.WriteAsync(context, new NamespacesShown([.. namespaces.Select(NamespaceShown.Of)]));
    }
}

/// <param name="Namespaces">In the order of their names.</param>
internal sealed record NamespacesShown(IReadOnlyList<NamespaceShown> Namespaces);

/// <summary>What one namespace holds, what it may hold, and what was done for it since the start.</summary>
internal sealed record NamespaceShown
{
    public required string Namespace { get; init; }

    public required int Entries { get; init; }

    /// <summary>Absent where it may hold as many as the cache.</summary>
    public int? EntriesMax { get; init; }

    public required long PayloadBytes { get; init; }

    /// <summary>Absent where it may hold as many as the cache.</summary>
    public long? PayloadBytesMax { get; init; }

    public required bool ExactOnly { get; init; }

    public required double SimilarityMin { get; init; }

    /// <summary>Absent, as the next ones, for a tenant, and where the namespace is not counted apart.</summary>
    public long? Hits { get; init; }

    public long? Misses { get; init; }

    /// <summary>Entries that left because the namespace was full.</summary>
    public long? EvictedByOwn { get; init; }

    /// <summary>Entries that left because the cache was full.</summary>
    public long? EvictedByAll { get; init; }

    public static NamespaceShown Of(NamespaceStatistics statistics) => new()
    {
        Namespace = statistics.Namespace,
        Entries = statistics.Entries,
        EntriesMax = statistics.EntriesMax,
        PayloadBytes = statistics.PayloadBytes,
        PayloadBytesMax = statistics.PayloadBytesMax,
        ExactOnly = statistics.IsExactOnly,
        SimilarityMin = statistics.SimilarityMin,
        Hits = statistics.Hits,
        Misses = statistics.Misses,
        EvictedByOwn = statistics.EvictedByOwn,
        EvictedByAll = statistics.EvictedByAll,
    };
}
