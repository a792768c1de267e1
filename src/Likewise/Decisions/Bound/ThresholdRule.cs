namespace Likewise;

/// <summary>A fixed similarity: whatever is as close is served.</summary>
/// <param name="similarityMin">That similarity, in namespaces that have none of their own.</param>
/// <param name="rescuedMin">How close something must be for a verifier to rescue it; null where none does.</param>
internal sealed class ThresholdRule(double similarityMin, double? rescuedMin) : HitRule
{
    public override string Name => Decider.Threshold;

    public override double SimilarityMinOf(NamespaceTerms? terms) =>
        ServedFrom(terms) is var served && rescuedMin < served ? rescuedMin.Value : served;

    public override Verdict Judge(
        ref PromptFeatures? asked, in NormalizedRequest request, ReadOnlySpan<Candidate> candidates, int index) =>
        candidates[index].Similarity >= ServedFrom(request.Terms)
            ? Verdict.Accept(Decider.Threshold)
            : Verdict.Reject(Decider.Threshold);

    private double ServedFrom(NamespaceTerms? terms) => terms?.SimilarityMin ?? similarityMin;
}
