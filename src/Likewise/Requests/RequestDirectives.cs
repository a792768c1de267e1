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
    /// <see cref="SemanticCacheOptions.SimilarityMin"/> has no effect: a caller tightens, never loosens.
    /// </value>
    public double? SimilarityMin { get; init; }

    /// <summary>Refuses answers older than this.</summary>
    /// <value>Not negative; default: null, any age.</value>
    public TimeSpan? MaxAge { get; init; }
}
