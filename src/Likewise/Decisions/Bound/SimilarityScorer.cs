namespace Likewise;

/// <summary>The similarity as it is: what can be said without a model of the words.</summary>
internal sealed class SimilarityScorer : CandidateScorer
{
    public override string Name => SemanticCache.ScorerName;

    public override double ScoreOf(PromptFeatures asked, in Candidate candidate, double gap) =>
        Math.Clamp(candidate.Similarity, 0, 1);
}
