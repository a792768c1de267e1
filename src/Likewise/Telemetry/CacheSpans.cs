using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Likewise;

/// <summary>
/// The spans of what a cache does. Where nobody listens there are none, and nothing is allocated. They name entries, rules and
/// reasons, and hold no prompt unless the operator asks for it.
/// </summary>
internal static class CacheSpans
{
    private static readonly ActivitySource Source = new(LikewiseTelemetry.ActivitySourceName);

    /// <summary>Whether anybody listens.</summary>
    public static bool IsOn => Source.HasListeners();

    /// <summary>Begins a span; what is called meanwhile, a remote embedder for one, is part of it.</summary>
    public static Activity? Start(string name, PromptRequest? request = null, bool tracesPrompt = false)
    {
        if (!Source.HasListeners() || Source.StartActivity(name) is not { } span)
            return null;
        Describe(span, request, tracesPrompt);
        return span;
    }

    /// <summary>The span of a lookup that is over already: one that waited for nothing.</summary>
    public static void Tell(PromptRequest request, LookupResult result, DateTimeOffset now, bool tracesPrompt)
    {
        using var span = Source.StartActivity(
            LikewiseTelemetry.LookupSpan, ActivityKind.Internal, parentContext: default, startTime: now - result.Timings.Total);
        if (span is null)
            return;

        Describe(span, request, tracesPrompt);
        End(span, result);
        span.SetEndTime(now.UtcDateTime);
    }

    /// <summary>Says of a lookup's span what was found, and of each stage when it ended.</summary>
    public static void End(Activity span, LookupResult result)
    {
        AddStages(span, result.Timings);
        if (result is LookupHit hit)
        {
            span.SetTag("likewise.outcome", "hit");
            span.SetTag("likewise.tier", CacheTelemetry.NameOf(hit.Tier));
            AddCandidate(span, hit.Entry, hit.Similarity, hit.Verdict);
            span.SetTag("likewise.audit_due", hit.IsAuditDue ? true : null);
        }
        else if (result is LookupMiss miss)
        {
            span.SetTag("likewise.outcome", "miss");
            span.SetTag("likewise.reason", CacheTelemetry.NameOf(miss.Reason));
            if (miss.Nearest is { } nearest)
                AddCandidate(span, nearest.Candidate.Summary, nearest.Candidate.Similarity, nearest.Verdict);
            if (IsFault(miss.Reason))
                span.SetStatus(ActivityStatusCode.Error, miss.Detail);
        }
    }

    /// <summary>Says of a store's span what became of the answer.</summary>
    public static void End(Activity span, StoreOutcome outcome)
    {
        span.SetTag("likewise.outcome", CacheTelemetry.NameOf(outcome.Status));
        span.SetTag("likewise.entry", outcome.Id?.ToString());
        span.SetTag("likewise.durable", outcome.IsDurable);
        if (outcome.Status == StoreStatus.Failed)
            span.SetStatus(ActivityStatusCode.Error, outcome.Reason);
        else if (outcome.Reason is { } reason)
            span.SetTag("likewise.reason", reason);
    }

    /// <summary>Says of a removal's span what became of the entries.</summary>
    public static void End(Activity span, string kind, RemovalOutcome outcome)
    {
        span.SetTag("likewise.kind", kind);
        span.SetTag("likewise.removed", outcome.Removed);
        if (outcome.Fault is { } fault)
            span.SetStatus(ActivityStatusCode.Error, fault);
    }

    /// <summary>Says of a warming's span what became of its prompts, by their number.</summary>
    public static void End(Activity span, IReadOnlyList<WarmOutcome> outcomes)
    {
        foreach (var (status, count) in outcomes.CountBy(outcome => outcome.Status))
            span.SetTag($"likewise.{JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString())}", count);
        if (outcomes.FirstOrDefault(outcome => outcome.Status == WarmStatus.Failed) is { } failed)
            span.SetStatus(ActivityStatusCode.Error, failed.Reason);
    }

    private static void Describe(Activity span, PromptRequest? request, bool tracesPrompt)
    {
        if (request is null || !span.IsAllDataRequested)
            return;

        span.SetTag("likewise.namespace", request.Namespace);
        if (request.Model.Length > 0)
            span.SetTag("gen_ai.request.model", request.Model);
        if (tracesPrompt && request.Messages.Count > 0)
            span.SetTag("likewise.prompt", request.Messages[^1].Text);
    }

    private static void AddStages(Activity span, in LookupTimings timings)
    {
        if (!span.IsAllDataRequested)
            return;

        var at = new DateTimeOffset(span.StartTimeUtc);
        for (var stage = LookupStage.Normalize; stage <= LookupStage.Read; stage++)
        {
            var took = timings.Of(stage);
            if (!CacheLatencies.IsReached(stage, took))
                continue;
            at += took;
            span.AddEvent(new ActivityEvent(
                CacheLatencies.NameOf(stage), at, new ActivityTagsCollection { ["likewise.seconds"] = took.TotalSeconds }));
        }
    }

    private static void AddCandidate(Activity span, EntrySummary entry, double similarity, Verdict verdict)
    {
        span.SetTag("likewise.entry", entry.Id.ToString());
        span.SetTag("likewise.similarity", Math.Round(similarity, 6));
        span.SetTag("likewise.verdict", verdict.Outcome.ToString().ToLower(CultureInfo.InvariantCulture));
        span.SetTag("likewise.rule", verdict.Rule);
        span.SetTag("likewise.score", verdict.Score);
    }

    private static bool IsFault(MissReason reason) => reason is MissReason.EmbedderFailed or MissReason.TierFailed
        or MissReason.StoreFailed or MissReason.PayloadRefused;
}
