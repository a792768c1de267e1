namespace Likewise.Evaluation;

/// <summary>How an evaluation is run, whatever is measured.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The least likeness of two prompts that may share an answer, in force in the cache that is measured.</summary>
    /// <value>Cosine similarity in [-1, 1]; default 0.90.</value>
    public double SimilarityMin { get; init; } = 0.90;

    /// <summary>Puts into the cache that is measured what else the one in production decides with.</summary>
    /// <value>
    /// Default: null, nothing. The evaluation has the last word on embedder, store, clock, <see cref="SimilarityMin"/>, capacity,
    /// lifetimes and deadlines.
    /// </value>
    public Action<SemanticCacheBuilder>? Configure { get; init; }

    /// <summary>How many rows are used at most, drawn at random by <see cref="Seed"/>.</summary>
    /// <value>At least 1; default: null, all.</value>
    public int? Limit { get; init; }

    /// <summary>
    /// Fixes the order of the rows, and which are drawn; the same on every machine, see <see cref="SeededOrder"/>.
    /// </summary>
    /// <value>Default 1.</value>
    public long Seed { get; init; } = 1;

    /// <summary>What the duration of the evaluation and the stages of its lookups are measured with.</summary>
    /// <value>Default: the system's clock.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
