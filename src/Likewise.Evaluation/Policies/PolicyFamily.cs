namespace Likewise.Evaluation;

/// <summary>A kind of decision, with the settings at which it is tried.</summary>
/// <param name="Name">What it is called in pictures and tables.</param>
/// <param name="Settings">Thresholds, or shares that may be wrong.</param>
/// <param name="With">How an evaluation decides at one of them.</param>
internal sealed record PolicyFamily(
    string Name, IReadOnlyList<double> Settings, Func<EvaluationOptions, double, EvaluationOptions> With)
{
    /// <summary>Closer together where real thresholds are.</summary>
    private static readonly double[] Thresholds =
        [0.64, 0.67, 0.70, 0.73, 0.76, 0.79, 0.82, 0.85, 0.88, 0.90, 0.92, 0.94, 0.96, 0.98, 0.99];

    private static readonly double[] WrongShares = [0.01, 0.02, 0.05, 0.10, 0.15, 0.20, 0.30];

    /// <summary>A fixed similarity and nothing else: what everybody has.</summary>
    public static PolicyFamily Threshold { get; } = new("threshold alone", Thresholds, (options, threshold) =>
        AtThreshold(options, threshold, cache => cache.Guards = Guards.None));

    /// <summary>A fixed similarity, and those guards that the evaluation's own options switch on.</summary>
    public static PolicyFamily Guarded { get; } = new("threshold, guards", Thresholds, (options, threshold) =>
        AtThreshold(options, threshold, _ => { }));

    /// <summary>Evidence decides, by the similarity, with guards; each answer is worded anew.</summary>
    public static PolicyFamily Bound { get; } = new("bound, answers anew", WrongShares, (options, share) =>
        AtBound(options with { AnswersRepeat = false }, share, cache => cache.Bound.VerdictFile = null));

    /// <summary>The same, where a group is answered in the very same words.</summary>
    public static PolicyFamily Repeated { get; } = new("bound, answers repeat", WrongShares, (options, share) =>
        AtBound(options with { AnswersRepeat = true }, share, cache => cache.Bound.VerdictFile = null));

    /// <summary>Evidence decides, by the verdict model that the evaluation's own options name, if any.</summary>
    public static PolicyFamily Verdict { get; } = new("bound, verdict", WrongShares, (options, share) =>
        AtBound(options, share, _ => { }));

    /// <summary>Those that are compared.</summary>
    /// <param name="hasVerdict">Whether there is a verdict model.</param>
    public static IReadOnlyList<PolicyFamily> All(bool hasVerdict) =>
        hasVerdict ? [Threshold, Guarded, Bound, Repeated, Verdict] : [Threshold, Guarded, Bound, Repeated];

    private static EvaluationOptions AtThreshold(
        EvaluationOptions options, double threshold, Action<SemanticCacheOptions> more) =>
        Configured(options with { SimilarityMin = threshold, WrongShareMax = null }, cache =>
        {
            cache.Decision = HitDecision.Threshold;
            more(cache);
        });

    private static EvaluationOptions AtBound(EvaluationOptions options, double share, Action<SemanticCacheOptions> more) =>
        Configured(options with { WrongShareMax = share }, cache =>
        {
            (cache.Decision, cache.Bound.MaxWrongHits, cache.Bound.Confidence) = (HitDecision.Bound, share, options.Confidence);
            more(cache);
        });

    private static EvaluationOptions Configured(EvaluationOptions options, Action<SemanticCacheOptions> more)
    {
        var before = options.Configure;
        return options with
        {
            Configure = builder =>
            {
                before?.Invoke(builder);
                builder.Configure(more);
            },
        };
    }
}
