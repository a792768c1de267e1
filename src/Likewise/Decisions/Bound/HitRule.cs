namespace Likewise;

/// <summary>Decides of a candidate that nothing speaks against whether it is sure enough to be served.</summary>
internal abstract class HitRule
{
    /// <summary>The rule's name, as verdicts have it.</summary>
    public abstract string Name { get; }

    /// <summary>The least likeness of an entry that is considered in a namespace, where the caller asks for no more.</summary>
    public abstract double SimilarityMinOf(NamespaceTerms? terms);

    /// <summary>Accepts or rejects.</summary>
    /// <param name="asked">What the prompt asked says; made when first needed.</param>
    /// <param name="request">The request.</param>
    /// <param name="candidates">All that was found, closest first.</param>
    /// <param name="index">Which of them is decided on.</param>
    public abstract Verdict Judge(
        ref PromptFeatures? asked, in NormalizedRequest request, ReadOnlySpan<Candidate> candidates, int index);
}
