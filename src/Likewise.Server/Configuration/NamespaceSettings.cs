namespace Likewise.Server;

/// <summary>What is otherwise in some parts of the cache, all of it in one place.</summary>
public sealed class NamespaceSettings
{
    /// <summary>The parts of the cache that they are for.</summary>
    /// <value>A namespace, or its beginning followed by <c>*</c>; default: null, the one that they are named after.</value>
    public string? Namespace { get; set; }

    /// <summary>Whether prompts are answered by the same words alone.</summary>
    /// <value>Default: false.</value>
    public bool ExactOnly { get; set; }

    /// <summary>The least likeness of two prompts that may share an answer.</summary>
    /// <value>Cosine similarity in [-1, 1]; default: null, the cache's.</value>
    public double? SimilarityMin { get; set; }

    /// <summary>The largest share of the hits by meaning that may be wrong, where evidence decides.</summary>
    /// <value>0.001 to 0.5; default: null, the cache's.</value>
    public double? MaxWrongHits { get; set; }

    /// <summary>Who may be given an answer at most.</summary>
    /// <value>Default: null, as in the rest of the cache.</value>
    public Visibility? Visibility { get; set; }

    /// <summary>How many must have got an answer of the model before it is given to one who has not.</summary>
    /// <value>1 to <see cref="PrincipalSet.CountMax"/>; default: null, as in the rest of the cache.</value>
    public int? ConfirmationsMin { get; set; }

    /// <summary>How many entries each of them holds.</summary>
    /// <value>At least 1; default: null, as many as the cache.</value>
    public int? EntriesMax { get; set; }

    /// <summary>How many bytes of sealed payload each of them holds.</summary>
    /// <value>At least 1; default: null, as many as the cache.</value>
    public long? PayloadBytesMax { get; set; }

    /// <summary>How long entries live.</summary>
    /// <value>Positive; default: null, not said here.</value>
    public TimeSpan? TimeToLive { get; set; }

    /// <summary>Ends entries earlier when they have not been used for this long.</summary>
    /// <value>Positive; default: null, not said here.</value>
    public TimeSpan? SlidingWindow { get; set; }

    /// <summary>How long after their time entries still answer while a fresh answer is fetched.</summary>
    /// <value>Not negative; default: null, not said here.</value>
    public TimeSpan? StaleWhileRevalidate { get; set; }

    /// <summary>How long after their time entries still answer where the model fails.</summary>
    /// <value>Not negative; default: null, not said here.</value>
    public TimeSpan? StaleIfError { get; set; }

    /// <summary>What embeds prompts.</summary>
    /// <value>A name of <see cref="LikewiseSettings.Models"/>; default: null, as elsewhere.</value>
    public string? Embedder { get; set; }

    internal NamespaceRule RuleOf(string name) => new()
    {
        Namespace = Namespace ?? name,
        IsExactOnly = ExactOnly,
        SimilarityMin = SimilarityMin,
        MaxWrongHits = MaxWrongHits,
        Visibility = Visibility,
        ConfirmationsMin = ConfirmationsMin,
        EntriesMax = EntriesMax,
        PayloadBytesMax = PayloadBytesMax,
    };

    /// <returns>Null where nothing is said of lives.</returns>
    internal LifeRule? LifeOf(string name) => (TimeToLive ?? SlidingWindow ?? StaleWhileRevalidate ?? StaleIfError) is null
        ? null
        : new LifeRule
        {
            Namespace = Namespace ?? name,
            TimeToLive = TimeToLive,
            SlidingWindow = SlidingWindow,
            StaleWhileRevalidate = StaleWhileRevalidate,
            StaleIfError = StaleIfError,
        };

    /// <returns>What does not fit other settings, for people; null when nothing is wrong.</returns>
    internal string? FaultIn(LikewiseSettings settings, string name) =>
        TimeToLive > settings.Cache.TimeToLiveMax
            ? $"namespaces.{name}.timeToLive is more than cache.timeToLiveMax: raise the one or lower the other"
        : Embedder is not null && (!settings.Models.ContainsKey(Embedder) || Embedder == settings.Migrate.From)
            ? $"namespaces.{name}.embedder is '{Embedder}', but there is no models.{Embedder} to embed with: add it"
        : SimilarityMin < 0 && settings.Cache.Decision == HitDecision.Bound
            ? $"namespaces.{name}.similarityMin is negative: where evidence decides, 0 to 1 was expected"
        : MaxWrongHits is not null && settings.Cache.Bound.Group != EvidenceGroup.Namespace
            ? $"namespaces.{name}.maxWrongHits is set, but cache.boundGroup is not namespace: make it so, or remove it"
            : null;
}
