namespace Likewise.Evaluation;

/// <summary>All that a cache has to say of one pair, whatever its threshold and whichever of its guards are on.</summary>
/// <param name="Similarity">How alike the two are, 1 for the same words; <see cref="JudgedPair.NotCompared"/> for none.</param>
/// <param name="Objecting">The guards that object, those included that are switched off.</param>
/// <param name="IsRejected">Whether one that is switched on does.</param>
/// <param name="Score">How sure a decision by evidence is; null where none is come to, as for the same words.</param>
/// <param name="IsDuplicate">Whether they may share an answer.</param>
internal sealed record PairReading(
    double Similarity, IReadOnlyList<string> Objecting, bool IsRejected, double? Score, bool IsDuplicate)
{
    /// <summary>Whether the two are the same words, normalized: they are served, whatever decides.</summary>
    public required bool IsSameText { get; init; }

    /// <summary>The similarity where the guards let the pair pass.</summary>
    public double GuardedSimilarity => IsRejected ? JudgedPair.NotCompared : Similarity;

    /// <summary>The score; 1 for the same words, below every other where there is none.</summary>
    public double GuardedScore => IsSameText ? 1 : Score ?? JudgedPair.NotCompared;

    public static PairReading Of(Explanation explanation, bool isDuplicate) => new(
        explanation.Similarity ?? JudgedPair.NotCompared,
        [.. explanation.Guards.Where(guard => guard.Objection is not null).Select(guard => guard.Name)],
        explanation.Guards.Any(guard => guard is { IsOn: true, Objection: not null }),
        explanation.Verdict?.Score, isDuplicate)
    {
        IsSameText = explanation.IsSameText,
    };

    /// <summary>The pair as a cache judges it whose evidence decides.</summary>
    public JudgedPair ToJudged() => new(Similarity, IsServed: false, IsDuplicate, Score);
}
