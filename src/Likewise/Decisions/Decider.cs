namespace Likewise;

/// <summary>
/// The decision: a pure function of the request and a candidate. It reads no payload and asks nobody; where the rules cannot
/// tell, the verdict is to ask the verifier.
/// </summary>
/// <param name="rule">What says whether a candidate is sure enough.</param>
/// <param name="guards">What may speak against it.</param>
/// <param name="band">What a verifier is to look at; null where there is no verifier.</param>
internal sealed class Decider(HitRule rule, IReadOnlyList<Guard> guards, VerifyBand? band)
{
    public const string Threshold = "threshold";
    public const string Bound = "bound";
    public const string MaxAge = "max-age";
    public const string Fault = "fault";

    /// <param name="request">The request.</param>
    /// <param name="candidates">All that was found, closest first.</param>
    /// <param name="index">Which of them is decided on.</param>
    /// <param name="now">When.</param>
    /// <param name="features">The request's features: made when first needed, and then kept for the next candidate.</param>
    public Verdict Decide(
        in NormalizedRequest request, ReadOnlySpan<Candidate> candidates, int index, DateTimeOffset now,
        ref PromptFeatures? features)
    {
        var candidate = candidates[index];

        // 1. Close enough?
        if (!IsClose(request, candidate))
            return Verdict.Reject(Threshold);

        // 2. Young enough?
        var directives = request.Request.Directives;
        if (directives.MaxAge is { } maxAge && now - candidate.Summary.CreatedAt > maxAge)
            return Verdict.Reject(MaxAge);

        // 3. Does anything speak against it?
        if (FirstObjectionTo(request, candidate, ref features) is { } objection)
            return objection;

        // 4. Sure enough?
        var judged = rule.Judge(ref features, request, candidates, index);

        // 5. Worth a second look?
        return band?.IsIn(judged, candidate.Similarity) == true
            ? judged with { Outcome = VerdictOutcome.Verify, IsRescued = judged.Outcome == VerdictOutcome.Reject }
            : judged;
    }

    /// <summary>What the first guard says that speaks against a candidate; null where none does.</summary>
    public Verdict? FirstObjectionTo(in NormalizedRequest request, in Candidate candidate, ref PromptFeatures? features)
    {
        foreach (var guard in guards)
        {
            features ??= PromptFeatures.Of(request.EmbeddingText);
            if (Ask(guard, features, candidate.Summary) is { } objection)
                return objection;
        }

        return null;
    }

    /// <summary>All that the likeness and the guards have against a candidate, for people who ask why.</summary>
    public IReadOnlyList<Verdict> ObjectionsTo(NormalizedRequest request, Candidate candidate)
    {
        var objections = new List<Verdict>();
        if (!IsClose(request, candidate))
            objections.Add(Verdict.Reject(Threshold));
        var features = PromptFeatures.Of(request.EmbeddingText);
        objections.AddRange(guards.Select(guard => Ask(guard, features, candidate.Summary)).OfType<Verdict>());
        return objections;
    }

    /// <summary>What every guard says, those that are not asked in lookups included.</summary>
    public IReadOnlyList<GuardOpinion> OpinionsOn(PromptFeatures asked, PromptFeatures stored) =>
        [.. GuardRoster.All.Select(row => row.Guard).Union(guards).Select(guard => new GuardOpinion(
            guard.Name, guards.Contains(guard), guard.ObjectionTo(asked, stored)?.ToText(asked.Prompt, stored.Prompt)))];

    /// <summary>The least likeness of an entry that is considered in a namespace, where the caller asks for no more.</summary>
    public double SimilarityMinOf(NamespaceTerms? terms) => rule.SimilarityMinOf(terms);

    /// <summary>The likeness that a caller needs, who may ask for more than the operator, never for less.</summary>
    public double SimilarityMinOf(in NormalizedRequest request)
    {
        var least = rule.SimilarityMinOf(request.Terms);
        return Math.Max(least, request.Request.Directives.SimilarityMin ?? least);
    }

    private bool IsClose(in NormalizedRequest request, in Candidate candidate) =>
        candidate.Similarity >= SimilarityMinOf(request);

    private static Verdict? Ask(Guard guard, PromptFeatures asked, EntrySummary stored) =>
        guard.ObjectionTo(asked, stored.Features) is { } objection
            ? Verdict.Reject(guard.Name, objection.ToText(asked.Prompt, stored.Prompt))
            : null;
}
