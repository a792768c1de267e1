namespace Likewise;

/// <summary>Says how sure it is that a candidate's answer is right for what was asked.</summary>
internal abstract class CandidateScorer
{
    /// <summary>A short name: evidence of one scorer says nothing of another.</summary>
    public abstract string Name { get; }

    /// <summary>The one that an operator asked for.</summary>
    public static CandidateScorer For(BoundOptions options) =>
        options.VerdictFile is { } file ? new LearnedScorer(VerdictModel.Load(file)) : new SimilarityScorer();

    /// <param name="asked">What the prompt asked says.</param>
    /// <param name="candidate">The entry proposed.</param>
    /// <param name="gap">How much closer it is than the closest other; negative where another is closer.</param>
    /// <returns>In [0, 1]; larger is surer.</returns>
    public abstract double ScoreOf(PromptFeatures asked, in Candidate candidate, double gap);
}
