namespace Likewise.Evaluation;

/// <summary>One set of pairs under similarity alone and under a verdict model.</summary>
/// <param name="Name">The set.</param>
/// <param name="BySimilarity">What a threshold on similarity can do.</param>
/// <param name="ByVerdict">What a threshold on the model's probability can do.</param>
/// <param name="CalibrationError">
/// By how much the probabilities are off on average, in [0, 1]: the mean over ten bins of equal width of the difference between
/// the mean probability and the share of right pairs, weighted by the bins' pairs (expected calibration error).
/// </param>
public sealed record VerdictSetReport(
    string Name, SimilarityCurve BySimilarity, SimilarityCurve ByVerdict, double CalibrationError)
{
    private const int Bins = 10;

    internal static VerdictSetReport Of(string name, IReadOnlyList<(double Similarity, double Score, bool IsRight)> judged) =>
        new(name,
            new SimilarityCurve(judged.Select(pair => (pair.Similarity, pair.IsRight))),
            new SimilarityCurve(judged.Select(pair => (pair.Score, pair.IsRight))),
            CalibrationErrorOf(judged));

    private static double CalibrationErrorOf(IReadOnlyList<(double Similarity, double Score, bool IsRight)> judged) => judged
        .GroupBy(pair => Math.Min((int)(pair.Score * Bins), Bins - 1))
        .Sum(bin => Math.Abs(bin.Sum(pair => pair.Score - (pair.IsRight ? 1 : 0)))) / judged.Count;
}
