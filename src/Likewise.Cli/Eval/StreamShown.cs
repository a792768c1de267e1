using Likewise.Evaluation;

namespace Likewise.Cli;

/// <summary>The JSON of <c>eval stream</c>.</summary>
internal sealed record StreamShown(
    int Requests, int Hits, int Right, int Wrong, double HitRate,
    double? WrongOfHits, IReadOnlyList<double>? WrongOfHitsInterval, double WrongOfAll, int MissedDuplicates,
    int ExactHits, int SemanticHits, int NotCacheable,
    IReadOnlyDictionary<string, StageShown> Lookup, int Entries, long Bytes,
    double Threshold, ServedGroupShown Served, BoundShown? Bound, ReliabilityShown? Reliability, DriftShown? Drift,
    long Seed, string Input, string Embedder, double ElapsedS)
{
    public static StreamShown Of(StreamReport report, string input) => new(
        report.Requests, report.Hits, report.Right, report.Wrong, report.HitRate,
        report.WrongOfHits, report.WrongOfHitsInterval is { } interval ? [interval.Low, interval.High] : null,
        report.WrongOfAll, report.MissedDuplicates, report.ExactHits, report.SemanticHits, report.NotCacheable,
        StageShown.StagesOf(report.Lookup).ToDictionary(stage => stage.Name, stage => StageShown.Of(stage.Latency)),
        report.Entries, report.Bytes, report.SimilarityMin, ServedGroupShown.Of(report.Served), BoundShown.Of(report),
        report.Reliability is { } scores ? ReliabilityShown.Of(scores) : null, DriftShown.Of(report.Drift),
        report.Seed, input, report.Embedder.ToString(), report.Elapsed.TotalSeconds);
}

/// <summary>What was served by meaning.</summary>
internal sealed record ServedGroupShown(string Group, int Hits, int Wrong, double? WrongShare, IReadOnlyList<double>? Interval)
{
    public static ServedGroupShown Of(ServedGroup group) => new(
        group.Name, group.Hits, group.Wrong, group.WrongShare,
        group.Interval is { } interval ? [interval.Low, interval.High] : null);
}

/// <summary>The bound that was to be kept, and how it stands at the end.</summary>
internal sealed record BoundShown(
    double MaxWrongHits, int Audited, IReadOnlyList<ServedGroupShown> Groups, IReadOnlyList<GroupBoundStatistics> Standing)
{
    public static BoundShown? Of(StreamReport report) => report.WrongShareMax is { } share
        ? new BoundShown(share, report.Audited, [.. report.Groups.Select(ServedGroupShown.Of)], report.Bounds)
        : null;
}

/// <summary>Whether scores mean what they say.</summary>
internal sealed record ReliabilityShown(double? ExpectedError, int Cases, IReadOnlyList<ReliabilityBin> Bins)
{
    public static ReliabilityShown Of(Reliability reliability) =>
        new(reliability.ExpectedError, reliability.Cases, reliability.Bins);
}

/// <summary>What was served after the prompts became others.</summary>
internal sealed record DriftShown(int Requests, ServedGroupShown Served, int Audited, int? AuditedUntilBack)
{
    public static DriftShown? Of(DriftReport? drift) => drift is null
        ? null
        : new DriftShown(drift.Requests, ServedGroupShown.Of(drift.Served), drift.Audited, drift.AuditedUntilBack);
}
