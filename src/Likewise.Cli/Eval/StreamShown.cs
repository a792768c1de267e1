using Likewise.Evaluation;

namespace Likewise.Cli;

/// <summary>The JSON of <c>eval stream</c>.</summary>
internal sealed record StreamShown(
    int Requests, int Hits, int Right, int Wrong, double HitRate,
    double? WrongOfHits, IReadOnlyList<double>? WrongOfHitsInterval, double WrongOfAll, int MissedDuplicates,
    int ExactHits, int SemanticHits, int NotCacheable,
    IReadOnlyDictionary<string, StageShown> Lookup, int Entries, long Bytes,
    double Threshold, long Seed, string Input, string Embedder, double ElapsedS)
{
    public static StreamShown Of(StreamReport report, string input) => new(
        report.Requests, report.Hits, report.Right, report.Wrong, report.HitRate,
        report.WrongOfHits, report.WrongOfHitsInterval is { } interval ? [interval.Low, interval.High] : null,
        report.WrongOfAll, report.MissedDuplicates, report.ExactHits, report.SemanticHits, report.NotCacheable,
        StageShown.StagesOf(report.Lookup).ToDictionary(stage => stage.Name, stage => StageShown.Of(stage.Latency)),
        report.Entries, report.Bytes, report.SimilarityMin, report.Seed, input, report.Embedder.ToString(),
        report.Elapsed.TotalSeconds);
}
