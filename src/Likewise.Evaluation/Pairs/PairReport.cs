namespace Likewise.Evaluation;

/// <summary>What a cache made of labelled pairs.</summary>
public sealed record PairReport
{
    /// <summary>How well similarity alone tells the labels apart, at every cut-off; counts the pairs of each label.</summary>
    public required SimilarityCurve Curve { get; init; }

    /// <summary>What the decision in force served: guards and all, not only the threshold.</summary>
    public required CutOff Served { get; init; }

    /// <summary>
    /// Pairs in which the cache refused or bypassed a prompt, so that nothing was compared; none of them was served.
    /// </summary>
    public required int NotCompared { get; init; }

    /// <summary>The seed that drew the pairs.</summary>
    public required long Seed { get; init; }

    /// <summary>What embedded the prompts.</summary>
    public required EmbedderIdentity Embedder { get; init; }

    /// <summary>How long it took, embedding included.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>All pairs.</summary>
    public int Pairs => Curve.Positives + Curve.Negatives;

    /// <summary>What the thresholds 0.50, 0.51 … 0.99 would serve if similarity alone decided.</summary>
    public IReadOnlyList<CutOff> Thresholds => [.. Enumerable.Range(50, 50).Select(percent => Curve.At(percent / 100.0))];

    internal static PairReport Of(
        IReadOnlyCollection<JudgedPair> judged, EmbedderIdentity embedder, EvaluationOptions options, TimeSpan elapsed)
    {
        var curve = new SimilarityCurve(judged.Select(pair => (pair.Similarity, pair.IsDuplicate)));
        var right = judged.Count(pair => pair is { IsServed: true, IsDuplicate: true });
        var wrong = judged.Count(pair => pair is { IsServed: true, IsDuplicate: false });
        return new PairReport
        {
            Curve = curve,
            Served = new CutOff(options.SimilarityMin, right, wrong, curve.Positives, curve.Negatives),
            NotCompared = judged.Count(pair => pair.Similarity == JudgedPair.NotCompared),
            Seed = options.Seed,
            Embedder = embedder,
            Elapsed = elapsed,
        };
    }
}
