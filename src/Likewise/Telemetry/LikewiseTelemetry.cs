namespace Likewise;

/// <summary>
/// The names under which caches report what they do. Units: seconds and bytes; counts have none. Each cache has a meter of its
/// own, named <see cref="MeterName"/>, tagged with the cache's name (<see cref="CacheTag"/>), its scope the cache.
/// </summary>
/// <remarks>
/// Where OpenTelemetry's conventions for generative AI have a name for something, it is theirs: <see cref="TokenTypeTag"/>,
/// <see cref="ModelTag"/>. The conventions know nothing of caches; all other names are this product's.
/// </remarks>
public static partial class LikewiseTelemetry
{
    /// <summary>Name of the meters.</summary>
    public const string MeterName = "Likewise";

    /// <summary>
    /// Name of the activity source: a span for each lookup, store, removal and warming (<see cref="LookupSpan"/> and so on), with
    /// an event for each stage that a lookup came to.
    /// </summary>
    public const string ActivitySourceName = "Likewise";

    /// <summary>Span of a lookup.</summary>
    public const string LookupSpan = "likewise.lookup";

    /// <summary>Span of storing an answer.</summary>
    public const string StoreSpan = "likewise.store";

    /// <summary>Span of taking entries away.</summary>
    public const string InvalidateSpan = "likewise.invalidate";

    /// <summary>Span of asking a model before anybody does.</summary>
    public const string WarmSpan = "likewise.warm";

    /// <summary>Tag of a meter: which cache.</summary>
    public const string CacheTag = "likewise.cache";

    /// <summary>
    /// Tag: <c>hit</c> or <c>miss</c>; for stores <c>stored</c>, <c>refused</c> or <c>failed</c>; for background work
    /// <c>done</c>, <c>failed</c> or <c>dropped</c>; for comparisons <c>same</c>, <c>different</c> or <c>unknown</c>; for
    /// questions <c>same</c>, <c>different</c>, <c>unclear</c>, <c>failed</c>, <c>known</c> or <c>refused</c>; for calls of an
    /// embedder <c>made</c> or <c>failed</c>; for texts <c>made</c> or <c>remembered</c>.
    /// </summary>
    public const string OutcomeTag = "likewise.outcome";

    /// <summary>
    /// Tag: a hit's tier or a miss's reason; for comparisons <c>audit</c>, <c>nearmiss</c>, <c>withheld</c> or
    /// <c>withheldexact</c>.
    /// </summary>
    public const string DetailTag = "likewise.detail";

    /// <summary>Tag: the namespace, or <c>other</c> beyond <see cref="TelemetryOptions.NamespacesMax"/>.</summary>
    public const string NamespaceTag = "likewise.namespace";

    /// <summary>Tag: the stage of a lookup, as <see cref="CacheStatistics.Latencies"/> names it.</summary>
    public const string StageTag = "likewise.stage";

    /// <summary>
    /// Tag: what entries were taken away by: <c>entry</c>, <c>all</c>, <c>meaning</c>, <c>tag</c>, <c>prompt</c>,
    /// <c>namespace</c>, <c>tenant</c>, <c>model</c>, <c>embedder</c>, <c>scope</c>, <c>age</c>, or <c>several</c> of these.
    /// </summary>
    public const string KindTag = "likewise.kind";

    /// <summary>Tag: why entries left: <c>full</c>, <c>namespace</c> where that was full, <c>ended</c>.</summary>
    public const string CauseTag = "likewise.cause";

    /// <summary>Tag: which queue: <c>hits</c>, <c>audits</c>, <c>decisions</c>, <c>removals</c>, <c>embeddings</c>.</summary>
    public const string QueueTag = "likewise.queue";

    /// <summary>Tag: which class of background work, as <see cref="WorkClass"/> names it.</summary>
    public const string WorkTag = "likewise.work";

    /// <summary>Tag: which seam: <c>embedder</c>, <c>tier</c>, <c>store</c>, <c>verifier</c>.</summary>
    public const string SeamTag = "likewise.seam";

    /// <summary>Tag: what tokens were spent on: <c>embedding</c>, <c>audit</c>, <c>judge</c>.</summary>
    public const string UseTag = "likewise.use";

    /// <summary>Tag: <c>input</c> or <c>output</c>. Of OpenTelemetry's conventions.</summary>
    public const string TokenTypeTag = "gen_ai.token.type";

    /// <summary>Tag: the model that answered. Of OpenTelemetry's conventions.</summary>
    public const string ModelTag = "gen_ai.response.model";
}
