namespace Likewise;

/// <summary>How sure a model is that was learnt from labelled pairs. Its name is the model's.</summary>
internal sealed class LearnedScorer(VerdictModel model) : CandidateScorer
{
    public override string Name => model.Name;

    public override double ScoreOf(PromptFeatures asked, in Candidate candidate, double gap) =>
        model.ScoreOf(asked, candidate.Summary.Features, candidate.Similarity);
}
