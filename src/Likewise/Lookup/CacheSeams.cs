using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>The guards of a cache's seams, each with its own deadline and count of faults.</summary>
internal sealed class CacheSeams(SemanticCacheOptions options, TimeProvider time, ILogger logger)
{
    public SeamGuard Embedder { get; } = new("embedder", options.EmbedTimeout, time, logger);

    public SeamGuard Tier { get; } = new("vector tier", options.SearchTimeout, time, logger);

    public SeamGuard Verifier { get; } = new("verifier", options.VerifyTimeout, time, logger);

    public SeamGuard Comparer { get; } = new("comparer", options.Audit.CompareTimeout, time, logger);

    public SeamGuard Warming { get; } = new("model asked ahead", options.Stale.RefreshTimeout, time, logger);

    /// <summary>Of the store, as the next two: what it is asked for takes it differently long.</summary>
    public SeamGuard Read { get; } = new("store", options.ReadTimeout, time, logger);

    public SeamGuard Write { get; } = new("store", options.WriteTimeout, time, logger);

    public SeamGuard Remove { get; } = new("store", options.RemoveTimeout, time, logger);

    public long StoreFaults => Read.Faults + Write.Faults + Remove.Faults;
}
