namespace Likewise.Evaluation;

/// <summary>How an evaluation is run, whatever is measured.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The least likeness of two prompts that may share an answer, in force in the cache that is measured.</summary>
    /// <value>Cosine similarity in [-1, 1]; default 0.90.</value>
    public double SimilarityMin { get; init; } = 0.90;

    /// <summary>The share of the hits by meaning that may be wrong, where <see cref="Configure"/> has the cache decide by
    /// that.</summary>
    /// <value>In (0, 1); default: null, a fixed similarity decides.</value>
    public double? WrongShareMax { get; init; }

    /// <summary>How likely that bound should hold.</summary>
    /// <value>In (0, 1); default 0.95.</value>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Whether a cache that decides by evidence is told what was right: of hits that it drew, and of near
    /// misses.</summary>
    /// <value>Default: true. False leaves it as it was built.</value>
    public bool TellsOutcomes { get; init; } = true;

    /// <summary>
    /// Whether prompts of one group are answered in the very same words, as by support texts and labels, or each in other words,
    /// as by a model that writes. A decision by evidence that looks at answers fares better with the former.
    /// </summary>
    /// <value>Default: false, each in other words: most models write, and repeated labels flatter such a decision.</value>
    public bool AnswersRepeat { get; init; }

    /// <summary>Puts into the cache that is measured what else the one in production decides with.</summary>
    /// <value>
    /// Default: null, nothing. The evaluation has the last word on embedder, store, clock, <see cref="SimilarityMin"/>, capacity,
    /// lifetimes and deadlines.
    /// </value>
    public Action<SemanticCacheBuilder>? Configure { get; init; }

    /// <summary>
    /// What else scores pairs, for its own curve beside that of similarity: how likely an answer to the second prompt serves the
    /// first.
    /// </summary>
    /// <value>Default: null, nothing.</value>
    public Func<string, string, double>? PairScore { get; init; }

    /// <summary>What is asked after the prompts of a stream, in the same cache: others, to see how it takes the change.</summary>
    /// <value>Default: nothing.</value>
    public IReadOnlyList<LabelledPrompt> Later { get; init; } = [];

    /// <summary>
    /// A file for the decisions, to be replayed with other policies (<see cref="LogTuning"/>); the labels are its outcomes.
    /// </summary>
    /// <value>Default: null, none.</value>
    public string? DecisionLog { get; init; }

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
