using Likewise.Evaluation;

namespace Likewise.Cli;

/// <summary>One stage of a lookup in JSON: microseconds, over the lookups in which it took any.</summary>
internal sealed record StageShown(double P50Us, double P99Us, int Count)
{
    public static StageShown Of(StageLatency stage) => new(stage.P50.TotalMicroseconds, stage.P99.TotalMicroseconds, stage.Count);

    /// <summary>The stages by name, in the order of the lookup.</summary>
    public static IReadOnlyList<(string Name, StageLatency Latency)> StagesOf(LookupLatencies lookup) =>
    [
        ("normalize", lookup.Normalize), ("exact", lookup.Exact), ("embed", lookup.Embed), ("search", lookup.Search),
        ("decide", lookup.Decide), ("read", lookup.Read), ("total", lookup.Total),
    ];
}
