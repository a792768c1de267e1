namespace Likewise.Evaluation;

/// <summary>How good an embedder's similarity is, without a cache around it. A figure is null where nothing was given.</summary>
public sealed record QualityReport
{
    /// <summary>What embedded the texts.</summary>
    public required EmbedderIdentity Embedder { get; init; }

    /// <summary>Pairs that people scored.</summary>
    public required int Scored { get; init; }

    /// <summary>Spearman's rank correlation of cosine and score. In [-1, 1].</summary>
    public required double? Spearman { get; init; }

    /// <summary>Pairs with a label.</summary>
    public required int Labelled { get; init; }

    /// <summary>See <see cref="SimilarityCurve.Auc"/>.</summary>
    public required double? Auc { get; init; }

    /// <summary>See <see cref="SimilarityCurve.AveragePrecision"/>.</summary>
    public required double? AveragePrecision { get; init; }

    /// <summary>Prompts that were searched among.</summary>
    public required int Grouped { get; init; }

    /// <summary>Those of them that have a duplicate, and were searched for.</summary>
    public required int Searched { get; init; }

    /// <summary>The share of those whose nearest other prompt is of their group. In [0, 1].</summary>
    public required double? RecallAt1 { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }
}
