using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// <c>POST /v1/cache/explain</c>: why one request would, or would not, be given the answer to another. Both are in the body; no
/// entry is looked at.
/// </summary>
internal sealed class ExplainEndpoint(SemanticCache cache, CacheRequests requests)
{
    public async Task HandleAsync(HttpContext context)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly("asked", "stored");
        var explanation = await cache.ExplainAsync(
            Read(context, body.Required("asked")), Read(context, body.Required("stored")), context.RequestAborted)
            .ConfigureAwait(false);
        await CacheReply.WriteAsync(context, ExplanationShown.Of(explanation)).ConfigureAwait(false);
    }

    private PromptRequest Read(HttpContext context, JsonField field)
    {
        field.AllowOnly(CacheRequests.Fields);
        return requests.ReadPrompt(context, field);
    }
}

/// <summary>Why two requests do or do not share an answer.</summary>
internal sealed record ExplanationShown
{
    public required bool WouldShare { get; init; }

    public required SideShown Asked { get; init; }

    public required SideShown Stored { get; init; }

    public required bool SameText { get; init; }

    public required bool SameScope { get; init; }

    public required IReadOnlyList<string> ScopeDifferences { get; init; }

    public double? Similarity { get; init; }

    public required double SimilarityMin { get; init; }

    public required IReadOnlyList<VerdictShown> Objections { get; init; }

    /// <summary>What is read from the two prompts, kind by kind.</summary>
    public required IReadOnlyList<PromptFact> Facts { get; init; }

    /// <summary>What every guard says, those that are switched off included.</summary>
    public required IReadOnlyList<GuardOpinion> Guards { get; init; }

    public VerdictShown? Verdict { get; init; }

    /// <summary>Whether the prompts could not be compared, because the embedder failed.</summary>
    public bool Failed { get; init; }

    public static ExplanationShown Of(Explanation explanation) => new()
    {
        WouldShare = explanation.WouldShare,
        Asked = new SideShown(
            CacheNames.Of(explanation.AskedEligibility), explanation.AskedReason,
            VolatilityShown.Of(explanation.AskedVolatility)),
        Stored = new SideShown(
            CacheNames.Of(explanation.StoredEligibility), explanation.StoredReason,
            VolatilityShown.Of(explanation.StoredVolatility)),
        SameText = explanation.IsSameText,
        SameScope = explanation.IsSameScope,
        ScopeDifferences = explanation.ScopeDifferences,
        Similarity = explanation.Similarity is { } similarity ? Math.Round(similarity, CacheNames.SimilarityDigits) : null,
        SimilarityMin = explanation.SimilarityMin,
        Facts = explanation.Facts,
        Guards = explanation.Guards,
        Objections = [.. explanation.Objections.Select(VerdictShown.Of)],
        Verdict = explanation.Verdict is { } verdict ? VerdictShown.Of(verdict) : null,
        Failed = explanation.Fault is not null,
    };
}

/// <summary>How far the cache may go with a request, why no further, and how soon what it asks for changes.</summary>
internal sealed record SideShown(string Eligibility, string? Reason, VolatilityShown? Volatility);

/// <summary>What was decided, by which rule, what it saw, and how sure it is.</summary>
internal sealed record VerdictShown(string Outcome, string Rule, string? Detail, double? Score)
{
    public static VerdictShown Of(Verdict verdict) => new(
        CacheNames.Of(verdict.Outcome), verdict.Rule, verdict.Detail,
        verdict.Score is { } score ? Math.Round(score, CacheNames.SimilarityDigits) : null);
}
