namespace Likewise;

/// <summary>What is otherwise in some parts of a cache.</summary>
/// <remarks>
/// Where several rules fit a namespace, the tightest word counts, member by member: the highest similarity, the lowest limit,
/// the narrowest visibility, the most confirmations. What none of them says is as in the rest of the cache. How long entries
/// live is said by <see cref="LifeRule"/>, what embeds prompts by <see cref="EmbedderRule"/>.
/// </remarks>
public sealed record NamespaceRule
{
    /// <summary>The namespaces that it is for.</summary>
    /// <value>A namespace, or its beginning followed by <c>*</c>.</value>
    public required string Namespace { get; init; }

    /// <summary>Whether prompts are answered by the same words alone: they are neither embedded nor compared.</summary>
    /// <value>Default: false.</value>
    public bool IsExactOnly { get; init; }

    /// <summary>
    /// The least likeness of two prompts that may share an answer, in the place of
    /// <see cref="SemanticCacheOptions.SimilarityMin"/>, which may be lower; where evidence decides, in the place of
    /// <see cref="BoundOptions.SimilarityMin"/>.
    /// </summary>
    /// <value>Cosine similarity in [-1, 1]; where evidence decides in [0, 1]; default: null, the rule does not say.</value>
    public double? SimilarityMin { get; init; }

    /// <summary>
    /// The largest share of the hits by meaning that may be wrong, in the place of <see cref="BoundOptions.MaxWrongHits"/>, which
    /// may be smaller. In force where evidence decides, for each namespace apart; such a namespace goes by evidence of its own.
    /// </summary>
    /// <value>0.001 to 0.5; default: null, the rule does not say.</value>
    public double? MaxWrongHits { get; init; }

    /// <summary>
    /// Who may be given an answer at most, in the place of <see cref="SemanticCacheOptions.Visibility"/>, which may be narrower.
    /// </summary>
    /// <value>Default: null, the rule does not say.</value>
    public Visibility? Visibility { get; init; }

    /// <summary>
    /// How many must stand behind an answer, in the place of <see cref="SemanticCacheOptions.ConfirmationsMin"/>, which may be
    /// more.
    /// </summary>
    /// <value>1 to <see cref="PrincipalSet.CountMax"/>; default: null, the rule does not say.</value>
    public int? ConfirmationsMin { get; init; }

    /// <summary>
    /// How many entries each of the namespaces holds; beyond it entries of its own leave, as
    /// <see cref="SemanticCacheOptions.Eviction"/> says of them among themselves.
    /// </summary>
    /// <value>At least 1; default: null, the rule does not say. The limits of the cache hold over all in any case.</value>
    public int? EntriesMax { get; init; }

    /// <summary>How many bytes of sealed payload each of the namespaces holds; as <see cref="EntriesMax"/>.</summary>
    /// <value>At least 1; default: null, the rule does not say.</value>
    public long? PayloadBytesMax { get; init; }
}
