namespace Likewise;

/// <summary>An answer, from the cache or from the model, and how it came about.</summary>
/// <param name="Response">The answer.</param>
/// <param name="Lookup">What the lookup found.</param>
/// <param name="Stored">
/// What became of the model's answer; null when the cache answered, or when another request stored it.
/// </param>
public sealed record CacheAnswer(RecordedResponse Response, LookupResult Lookup, StoreOutcome? Stored)
{
    /// <summary>Whether the cache answered.</summary>
    public bool IsHit => Lookup is LookupHit;

    /// <summary>Whether the answer is that of another request for the same words, asked while this one waited.</summary>
    public bool IsJoined { get; init; }

    /// <summary>What the model threw, where a stale answer stands in for its own (<see cref="Staleness.IfError"/>).</summary>
    /// <value>Default: null, it threw nothing, or was not asked.</value>
    public Exception? Masked { get; init; }
}
