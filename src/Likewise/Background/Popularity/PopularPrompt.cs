namespace Likewise;

/// <summary>A prompt that is asked for often.</summary>
/// <param name="Request">The request as it came last, without what was asked of the cache.</param>
/// <param name="Asks">How often, as estimated, older asks counting less: see <see cref="PopularityOptions"/>.</param>
/// <param name="LastAskedAt">When it was asked last.</param>
/// <param name="Entry">What answers it by the same words; null where nothing does.</param>
public sealed record PopularPrompt(PromptRequest Request, long Asks, DateTimeOffset LastAskedAt, CacheEntryInfo? Entry);
