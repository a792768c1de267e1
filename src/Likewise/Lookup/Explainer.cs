namespace Likewise;

/// <summary>Goes the way of a lookup with two requests and no entries.</summary>
/// <remarks>
/// It embeds both prompts anew, past the memory of vectors: how long an answer takes must not tell whether somebody else has
/// asked the same.
/// </remarks>
internal sealed class Explainer(
    RequestNormalizer normalizer, EmbeddingStage embedding, Decider decider, TimeProvider time)
{
    public async ValueTask<Explanation> ExplainAsync(
        PromptRequest asked, PromptRequest stored, CancellationToken cancellationToken)
    {
        var (one, other) = (normalizer.Normalize(asked), normalizer.Normalize(stored));
        var differences = ScopeFields.Differences(normalizer.FieldsOf(asked), normalizer.FieldsOf(stored));
        var explanation = new Explanation
        {
            WouldShare = false,
            AskedEligibility = one.Eligibility,
            AskedReason = one.Reason,
            StoredEligibility = other.Eligibility,
            StoredReason = other.Reason,
            IsSameText = one.EmbeddingText == other.EmbeddingText && MayBeFound(one) && MayBeFound(other),
            IsSameScope = differences.Count == 0 && MayBeFound(one) && MayBeFound(other),
            ScopeDifferences = [.. differences.Take(Explanation.DifferencesMax)],
            SimilarityMin = decider.SimilarityMinOf(one),
            Objections = [],
            AskedVolatility = VolatilityReader.OfPrompt(one.EmbeddingText, time.GetUtcNow().Year),
            StoredVolatility = VolatilityReader.OfPrompt(other.EmbeddingText, time.GetUtcNow().Year),
        };

        if (!MayBeFound(one) || !MayBeFound(other))
            return explanation;
        if (explanation is { IsSameScope: true, IsSameText: true })
            return explanation with { WouldShare = true, Similarity = 1, Verdict = Verdict.Accept(ExactLookup.Rule) };
        if (one.Embedder.Identity != other.Embedder.Identity || one.EmbeddingText.Length == 0 || other.EmbeddingText.Length == 0)
            return explanation;

        return await CompareAsync(explanation, one, other, cancellationToken).ConfigureAwait(false);
    }

    private static bool MayBeFound(in NormalizedRequest request) => request.Eligibility != Eligibility.Bypass;

    private async ValueTask<Explanation> CompareAsync(
        Explanation explanation, NormalizedRequest one, NormalizedRequest other, CancellationToken cancellationToken)
    {
        var dimension = one.Embedder.Identity.Dimension;
        var vectors = new float[2 * dimension];
        var embedded = await embedding.EmbedAsync(
            one.Embedder.Bounded, new[] { one.EmbeddingText, other.EmbeddingText }, vectors, cancellationToken)
            .ConfigureAwait(false);
        var fault = embedded.Fault
            ?? EmbeddingCheck.FaultOf(vectors.AsSpan(0, dimension)) ?? EmbeddingCheck.FaultOf(vectors.AsSpan(dimension));
        if (fault is not null)
            return explanation with { Fault = fault };

        var similarity = EntrySelector.Cosine(vectors.AsSpan(0, dimension), vectors.AsSpan(dimension));
        var candidate = new Candidate(similarity, SummaryOf(other));
        PromptFeatures? features = null;
        var verdict = decider.Decide(one, [candidate], 0, time.GetUtcNow(), ref features);
        var isByMeaning = explanation is
        {
            IsSameScope: true, AskedEligibility: Eligibility.Semantic, StoredEligibility: Eligibility.Semantic,
        };
        return explanation with
        {
            Similarity = candidate.Similarity,
            Facts = PromptFacts.Of(PromptFeatures.Of(one.EmbeddingText), candidate.Summary.Features),
            Guards = decider.OpinionsOn(PromptFeatures.Of(one.EmbeddingText), candidate.Summary.Features),
            Objections = decider.ObjectionsTo(one, candidate),
            Verdict = verdict,
            WouldShare = isByMeaning && verdict.Outcome == VerdictOutcome.Accept,
        };
    }

    /// <summary>The entry that the other request would be answered by, had it been stored a moment ago.</summary>
    private EntrySummary SummaryOf(in NormalizedRequest request) => new()
    {
        Id = default,
        Key = request.Key,
        Tenant = request.Request.Tenant,
        Visibility = request.Viewer.Visibility,
        Namespace = request.Request.Namespace,
        Model = request.Request.Model,
        Prompt = request.EmbeddingText,
        Eligibility = request.Eligibility,
        Embedder = request.Embedder.Identity,
        CreatedAt = time.GetUtcNow(),
        Expiry = new Expiry(DateTimeOffset.MaxValue, null),
        Cost = default,
        PayloadBytes = 0,
    };
}
