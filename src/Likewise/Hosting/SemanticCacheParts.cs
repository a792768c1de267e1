using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>What a cache is built from, complete and validated.</summary>
internal sealed record SemanticCacheParts(
    SemanticCacheOptions Options, EmbedderChain Embedders, IEntryStore Store, IVectorTier? FarTier, IVerifier? Verifier,
    IReadOnlyList<Guard> Guards, TimeProvider Time, ILogger Logger, IProgress<FillProgress>? Progress,
    IAnswerComparer? Comparer);
