namespace Likewise.Evaluation;

/// <summary>Where the lookups of an evaluation spent their time.</summary>
/// <param name="Normalize">Making scope and fingerprint.</param>
/// <param name="Exact">Probing for the same words.</param>
/// <param name="Embed">Embedding the prompt.</param>
/// <param name="Search">Searching near, then far.</param>
/// <param name="Decide">Deciding.</param>
/// <param name="Read">Reading the payload.</param>
/// <param name="Total">All stages together.</param>
public sealed record LookupLatencies(
    StageLatency Normalize, StageLatency Exact, StageLatency Embed, StageLatency Search, StageLatency Decide, StageLatency Read,
    StageLatency Total)
{
    /// <summary>Reads the figures off the timings of many lookups.</summary>
    public static LookupLatencies Of(IReadOnlyCollection<LookupTimings> timings) => new(
        StageLatency.Of(timings.Select(lookup => lookup.Normalize)),
        StageLatency.Of(timings.Select(lookup => lookup.Exact)),
        StageLatency.Of(timings.Select(lookup => lookup.Embed)),
        StageLatency.Of(timings.Select(lookup => lookup.Search)),
        StageLatency.Of(timings.Select(lookup => lookup.Decide)),
        StageLatency.Of(timings.Select(lookup => lookup.Read)),
        StageLatency.Of(timings.Select(lookup => lookup.Total)));
}
