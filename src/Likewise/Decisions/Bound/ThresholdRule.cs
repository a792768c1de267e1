namespace Likewise;

/// <summary>A fixed similarity: whatever is close enough to be considered is served.</summary>
internal sealed class ThresholdRule(double similarityMin) : HitRule
{
    public override string Name => Decider.Threshold;

    public override double SimilarityMinOf(RequestDirectives directives) =>
        Math.Max(similarityMin, directives.SimilarityMin ?? similarityMin);

    public override Verdict Judge(
        ref PromptFeatures? asked, in NormalizedRequest request, ReadOnlySpan<Candidate> candidates, int index) =>
        Verdict.Accept(Decider.Threshold);
}
