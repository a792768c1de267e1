namespace Likewise;

/// <summary>What a caller wishes for one entry.</summary>
public sealed record EntryOptions
{
    /// <summary>No wishes.</summary>
    public static EntryOptions Default { get; } = new();

    /// <summary>How long the entry lives, however often it is used.</summary>
    /// <value>
    /// Positive; default: null, what a rule says (<see cref="LifeOptions.Rules"/>), otherwise
    /// <see cref="SemanticCacheOptions.TimeToLive"/>. Cut to what the rule says, otherwise to
    /// <see cref="SemanticCacheOptions.TimeToLiveMax"/>.
    /// </value>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Ends the entry earlier when it has not been used for this long.</summary>
    /// <value>Positive; default: null, <see cref="SemanticCacheOptions.SlidingWindow"/>.</value>
    public TimeSpan? SlidingWindow { get; init; }

    /// <summary>How long after its time it still answers while a fresh answer is fetched.</summary>
    /// <value>Not negative; default: null, what the operator says. Cut to that.</value>
    public TimeSpan? StaleWhileRevalidate { get; init; }

    /// <summary>How long after its time it still answers where the model fails.</summary>
    /// <value>Not negative; default: null, what the operator says. Cut to that.</value>
    public TimeSpan? StaleIfError { get; init; }

    /// <summary>Labels to invalidate by.</summary>
    /// <value>Default: none. At most 32, each 1 to 640 characters.</value>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the answer was made from, to invalidate it when one of them changes.</summary>
    /// <value>Default: none. At most 64.</value>
    public IReadOnlyList<EntrySource> Sources { get; init; } = [];

    /// <summary>
    /// Whether the operator stands behind the answer: it counts as confirmed by as many as are asked for
    /// (<see cref="SemanticCacheOptions.ConfirmationsMin"/>).
    /// </summary>
    /// <value>Default: false. Not for callers who are anybody to say.</value>
    public bool IsConfirmed { get; init; }

    /// <summary>How long the model took to answer.</summary>
    /// <value>Not negative; default: zero, unknown.</value>
    public TimeSpan Latency { get; init; }
}
