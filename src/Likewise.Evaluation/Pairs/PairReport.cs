namespace Likewise.Evaluation;

/// <summary>What a cache made of labelled pairs.</summary>
public sealed record PairReport
{
    /// <summary>How well similarity alone tells the labels apart, at every cut-off; counts the pairs of each label.</summary>
    public required SimilarityCurve Curve { get; init; }

    /// <summary>
    /// How well <see cref="EvaluationOptions.PairScore"/> alone tells them apart; null where there is none. Its cut-offs are
    /// scores.
    /// </summary>
    public SimilarityCurve? Scored { get; init; }

    /// <summary>What the decision in force served: guards and all, not only the threshold.</summary>
    public required CutOff Served { get; init; }

    /// <summary>
    /// Whether the bound was kept, where that was to decide: then <see cref="Served"/> is what was served of the second half of
    /// the seed's split. Null where a fixed similarity decided.
    /// </summary>
    public required PairBound? Bound { get; init; }

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
        IReadOnlyList<LabelledPair> pairs, IReadOnlyList<JudgedPair> judged, EmbedderIdentity embedder, EvaluationOptions options,
        TimeSpan elapsed)
    {
        var curve = new SimilarityCurve(judged.Select(pair => (pair.Similarity, pair.IsDuplicate)));
        var bound = options.WrongShareMax is { } share
            ? new PairBound(pairs, judged, share, options.Confidence, options.Seed)
            : null;
        return new PairReport
        {
            Curve = curve,
            Served = bound is null ? ServedOf(judged, options.SimilarityMin, curve) : ServedOf(bound.Splits[0]),
            Bound = bound,
            NotCompared = judged.Count(pair => pair.Similarity == JudgedPair.NotCompared),
            Seed = options.Seed,
            Embedder = embedder,
            Elapsed = elapsed,
        };
    }

    private static CutOff ServedOf(IReadOnlyList<JudgedPair> judged, double similarityMin, SimilarityCurve curve)
    {
        var right = judged.Count(pair => pair is { IsServed: true, IsDuplicate: true });
        var wrong = judged.Count(pair => pair is { IsServed: true, IsDuplicate: false });
        return new CutOff(similarityMin, right, wrong, curve.Positives, curve.Negatives);
    }

    private static CutOff ServedOf(PairSplit split) => new(
        split.ScoreMin ?? 1, split.Served.Hits - split.Served.Wrong, split.Served.Wrong, split.Positives,
        split.Negatives);
}
