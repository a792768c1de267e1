using Likewise.Evaluation;

namespace Likewise.Cli;

/// <summary>One set of pairs.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="ServedBySimilarity">
/// The share of right pairs that a threshold of precision 0.80, 0.85 and 0.90 serves.
/// </param>
internal sealed record TrainSetShown(
    string Name, int Pairs, int Right, double? AucBySimilarity, double? AucByVerdict, IReadOnlyList<double?> ServedBySimilarity,
    IReadOnlyList<double?> ServedByVerdict, double? CalibrationError)
{
    private static readonly double[] Precisions = [0.80, 0.85, 0.90];

    public static TrainSetShown Of(VerdictSetReport set) => new(
        set.Name, set.ByVerdict.Positives + set.ByVerdict.Negatives, set.ByVerdict.Positives, set.BySimilarity.Auc,
        set.ByVerdict.Auc, [.. Precisions.Select(set.BySimilarity.RecallAtPrecision)],
        [.. Precisions.Select(set.ByVerdict.RecallAtPrecision)], set.Reliability.ExpectedError);
}
