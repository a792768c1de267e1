using System.Globalization;
using Likewise.Evaluation;

namespace Likewise.Cli;

/// <summary>The JSON of <c>eval pairs</c>.</summary>
internal sealed record PairsShown(
    int Pairs, int Positives, int Negatives, double? Auc, double? Ap, IReadOnlyDictionary<string, double?> RecallAtPrecision,
    ServedShown Served, PairBoundShown? Bound, ScoredShown? Verifier, IReadOnlyList<ThresholdShown> Thresholds,
    int NotCompared, double Threshold, long Seed, string Input, string Embedder, double ElapsedS)
{
    public static IReadOnlyList<double> Precisions { get; } = [0.80, 0.85, 0.90, 0.95];

    public static PairsShown Of(PairReport report, string input) => new(
        report.Pairs, report.Curve.Positives, report.Curve.Negatives, report.Curve.Auc, report.Curve.AveragePrecision,
        Precisions.ToDictionary(KeyOf, report.Curve.RecallAtPrecision),
        new ServedShown(report.Served.Recall, report.Served.FalseHitShare, report.Served.Precision),
        PairBoundShown.Of(report.Bound),
        report.Scored is { } scored
            ? new ScoredShown(
                scored.Auc, scored.AveragePrecision, Precisions.ToDictionary(KeyOf, scored.RecallAtPrecision))
            : null,
        [.. report.Thresholds.Select(at => new ThresholdShown(at.Threshold, at.Precision, at.Recall, at.FalseHitShare))],
        report.NotCompared, report.Served.Threshold, report.Seed, input, report.Embedder.ToString(),
        report.Elapsed.TotalSeconds);

    /// <summary>0.85 as <c>0_85</c>: without the dot, which the query languages of JSON would take for a step.</summary>
    private static string KeyOf(double precision) =>
        precision.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', '_');
}

/// <summary>What the decision in force serves: shares of the pairs of either label, and how much of it is right.</summary>
internal sealed record ServedShown(double? RightShare, double? WrongShare, double? Precision);

/// <summary>How well a verifier's score alone tells the labels apart.</summary>
internal sealed record ScoredShown(double? Auc, double? Ap, IReadOnlyDictionary<string, double?> RecallAtPrecision);

/// <summary>What one threshold would serve.</summary>
internal sealed record ThresholdShown(double Threshold, double? Precision, double? Recall, double? FalseHitShare);
