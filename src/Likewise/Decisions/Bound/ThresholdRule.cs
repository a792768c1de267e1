namespace Likewise;

/// <summary>A fixed similarity: whatever is as close is served.</summary>
/// <param name="similarityMin">That similarity.</param>
/// <param name="consideredMin">What is less close is not even looked at; lower where a verifier may rescue it.</param>
internal sealed class ThresholdRule(double similarityMin, double consideredMin) : HitRule
{
    public override string Name => Decider.Threshold;

    public override double SimilarityMinOf(RequestDirectives directives) =>
        Math.Max(consideredMin, directives.SimilarityMin ?? consideredMin);

    public override Verdict Judge(
        ref PromptFeatures? asked, in NormalizedRequest request, ReadOnlySpan<Candidate> candidates, int index) =>
        candidates[index].Similarity >= similarityMin ? Verdict.Accept(Decider.Threshold) : Verdict.Reject(Decider.Threshold);
}
