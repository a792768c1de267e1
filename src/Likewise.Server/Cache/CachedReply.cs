namespace Likewise.Server;

/// <summary>An answer, from the cache or the upstream.</summary>
/// <param name="Answer">The answer and how it came about.</param>
/// <param name="Own">The upstream's reply to this very request, to be passed on as it came; null where there is none.</param>
internal sealed record CachedReply(CacheAnswer Answer, UpstreamReply? Own);
