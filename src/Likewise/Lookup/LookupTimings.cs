namespace Likewise;

/// <summary>Where a lookup's time went. A stage that was not reached took zero.</summary>
/// <param name="Normalize">Making scope and fingerprint.</param>
/// <param name="Exact">Probing for the same words.</param>
/// <param name="Embed">Embedding the prompt.</param>
/// <param name="Search">Searching near, then far.</param>
/// <param name="Decide">Deciding, the verifier included.</param>
/// <param name="Read">Reading the payload.</param>
public readonly record struct LookupTimings(
    TimeSpan Normalize, TimeSpan Exact, TimeSpan Embed, TimeSpan Search, TimeSpan Decide, TimeSpan Read)
{
    /// <summary>All stages together.</summary>
    public TimeSpan Total => Normalize + Exact + Embed + Search + Decide + Read;

    internal TimeSpan Of(LookupStage stage) => stage switch
    {
        LookupStage.Normalize => Normalize,
        LookupStage.Exact => Exact,
        LookupStage.Embed => Embed,
        LookupStage.Search => Search,
        LookupStage.Decide => Decide,
        _ => Read,
    };
}
