namespace Likewise;

/// <summary>What a caller asks of the cache for one request.</summary>
public sealed record RequestDirectives
{
    /// <summary>Nothing asked.</summary>
    public static RequestDirectives None { get; } = new();

    /// <summary>Do not answer from the cache, but store the fresh answer.</summary>
    /// <value>Default: false.</value>
    public bool NoLookup { get; init; }

    /// <summary>Do not store the answer.</summary>
    /// <value>Default: false.</value>
    public bool NoStore { get; init; }

    /// <summary>Asks for more likeness than the operator does.</summary>
    /// <value>
    /// Cosine similarity in [-1, 1]; default: null, the operator's. A value below
    /// <see cref="SemanticCacheOptions.SimilarityMin"/>, or the namespace's own, has no effect: a caller tightens, never loosens.
    /// </value>
    public double? SimilarityMin { get; init; }

    /// <summary>Refuses answers older than this, and stale ones where <see cref="AcceptStale"/> does not take them.</summary>
    /// <value>Not negative; default: null, any age.</value>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>
    /// Takes an answer whose time has been over for no longer than this, as far as its own windows reach
    /// (<see cref="Leeway.Stale"/>).
    /// </summary>
    /// <value>
    /// Not negative; default: null: a lookup gives no stale answer, and where the cache calls the model the operator decides
    /// (<see cref="StaleOptions"/>). <see cref="TimeSpan.MaxValue"/>: however long.
    /// </value>
    public TimeSpan? AcceptStale { get; init; }

    /// <summary>Shares the answer with fewer than the operator does.</summary>
    /// <value>
    /// Default: null, the operator's (<see cref="SemanticCacheOptions.Visibility"/>). A wider one than that has no effect: a
    /// caller narrows, never widens.
    /// </value>
    public Visibility? Visibility { get; init; }
}
