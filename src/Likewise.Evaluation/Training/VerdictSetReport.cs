namespace Likewise.Evaluation;

/// <summary>One set of pairs under similarity alone and under a verdict model.</summary>
/// <param name="Name">The set.</param>
/// <param name="BySimilarity">What a threshold on similarity can do.</param>
/// <param name="ByVerdict">What a threshold on the model's probability can do.</param>
/// <param name="Reliability">Whether the model's probabilities mean what they say.</param>
public sealed record VerdictSetReport(
    string Name, SimilarityCurve BySimilarity, SimilarityCurve ByVerdict, Reliability Reliability)
{
    internal static VerdictSetReport Of(string name, IReadOnlyList<(double Similarity, double Score, bool IsRight)> judged) =>
        new(name,
            new SimilarityCurve(judged.Select(pair => (pair.Similarity, pair.IsRight))),
            new SimilarityCurve(judged.Select(pair => (pair.Score, pair.IsRight))),
            new Reliability(judged.Select(pair => (pair.Score, pair.IsRight))));
}
