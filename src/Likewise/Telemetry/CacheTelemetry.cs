using System.Diagnostics.Metrics;

namespace Likewise;

/// <summary>
/// The one place where what a cache does is counted, for its statistics and for whoever listens to its meter. Where nobody
/// listens, only the statistics cost anything.
/// </summary>
internal sealed class CacheTelemetry(CacheCounters counters, TelemetryOptions options, TimeProvider time, object scope)
    : IDisposable
{
    private static readonly string[] Tiers = NamesOf<HitTier>();
    private static readonly string[] Reasons = NamesOf<MissReason>();
    private static readonly string[] Agreements = NamesOf<AnswerAgreement>();
    private static readonly string[] Kinds = NamesOf<OutcomeKind>();
    private static readonly string[] Work = NamesOf<WorkClass>();
    private static readonly string[] Outcomes = NamesOf<StoreStatus>();

    private readonly CacheMeter _meter = new(options.CacheName, scope);
    private readonly CacheLatencies _latencies = new();

    /// <summary>For what is asked instead of told: the cache adds its own gauges.</summary>
    public Meter Meter => _meter.Meter;

    public IReadOnlyDictionary<string, LatencyStatistics> Latencies => _latencies.Read();

    /// <summary>What spans may say.</summary>
    public bool TracesPrompts { get; } = options.TracePrompts;

    public static string NameOf(HitTier tier) => Tiers[(int)tier];

    public static string NameOf(MissReason reason) => Reasons[(int)reason];

    public static string NameOf(WorkClass of) => Work[(int)of];

    public static string NameOf(StoreStatus status) => Outcomes[(int)status];

    public void Looked(PromptRequest request, LookupResult result)
    {
        counters.Looked(request, result);
        _latencies.Looked(result);
        if (result.IsPromptTruncated)
            _meter.Truncated.Add(1);
        if (_meter.Lookups.Enabled || _meter.LookupDuration.Enabled || _meter.StageDuration.Enabled)
            Report(request, result);
    }

    public void Stored(string tenant, StoreOutcome outcome)
    {
        counters.Stored(tenant, outcome.Status);
        _meter.Stores.Add(1, CacheMeter.Tag(LikewiseTelemetry.OutcomeTag, NameOf(outcome.Status)));
    }

    /// <summary>The same, with what it took.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="startedAt">When it began, by the clock that is never set.</param>
    public void Stored(string tenant, StoreOutcome outcome, long startedAt)
    {
        var took = time.GetElapsedTime(startedAt);
        Stored(tenant, outcome);
        _latencies.Store.Add(took);
        _meter.StoreDuration.Record(
            took.TotalSeconds, CacheMeter.Tag(LikewiseTelemetry.OutcomeTag, NameOf(outcome.Status)));
    }

    public void Invalidated(string kind, int entries, long startedAt)
    {
        var took = time.GetElapsedTime(startedAt);
        counters.Invalidated(entries);
        _latencies.Invalidate.Add(took);
        var tag = CacheMeter.Tag(LikewiseTelemetry.KindTag, kind);
        _meter.Invalidated.Add(entries, tag);
        _meter.InvalidateDuration.Record(took.TotalSeconds, tag);
    }

    /// <param name="tenant">Whose request it was for.</param>
    /// <param name="model">What embedded.</param>
    /// <param name="texts">How many.</param>
    /// <param name="attempt">What came of it.</param>
    /// <param name="startedAt">When it began, by the clock that is never set.</param>
    public void Embedded(string tenant, string model, int texts, in Attempt<EmbeddingUsage> attempt, long startedAt)
    {
        var took = time.GetElapsedTime(startedAt);
        if (attempt.Succeeded)
            counters.Embedded(tenant, model, texts, attempt.Value);
        _latencies.EmbedCall.Add(took);
        _meter.EmbedDuration.Record(
            took.TotalSeconds, CacheMeter.Tag(LikewiseTelemetry.OutcomeTag, attempt.Succeeded ? "made" : "failed"));
    }

    /// <summary>A model was asked for an audit alone.</summary>
    public void Audited(string tenant, string model, TokenUsage usage) =>
        counters.Spent(tenant, TokenUse.Audit, model, usage);

    public void Joined(string tenant)
    {
        counters.Joined(tenant);
        _meter.Joined.Add(1);
    }

    public void Told(string tenant, OutcomeKind kind, AnswerAgreement agreement)
    {
        counters.Told(tenant, kind, agreement);
        _meter.Compared.Add(
            1, CacheMeter.Tag(LikewiseTelemetry.OutcomeTag, Agreements[(int)agreement]),
            CacheMeter.Tag(LikewiseTelemetry.DetailTag, Kinds[(int)kind]));
    }

    public void Dispose() => _meter.Dispose();

    private void Report(PromptRequest request, LookupResult result)
    {
        var outcome = CacheMeter.Tag(LikewiseTelemetry.OutcomeTag, result is LookupHit ? "hit" : "miss");
        var detail = CacheMeter.Tag(LikewiseTelemetry.DetailTag, result switch
        {
            LookupHit hit => NameOf(hit.Tier),
            LookupMiss miss => NameOf(miss.Reason),
            _ => "",
        });
        if (_meter.Lookups.Enabled)
            _meter.Lookups.Add(
                1, CacheMeter.Tag(LikewiseTelemetry.NamespaceTag, counters.Namespaces.Of(request.Namespace).Name), outcome,
                detail);
        _meter.LookupDuration.Record(result.Timings.Total.TotalSeconds, outcome, detail);
        if (!_meter.StageDuration.Enabled)
            return;

        for (var stage = LookupStage.Normalize; stage <= LookupStage.Read; stage++)
        {
            var took = result.Timings.Of(stage);
            if (CacheLatencies.IsReached(stage, took))
                _meter.StageDuration.Record(
                    took.TotalSeconds, CacheMeter.Tag(LikewiseTelemetry.StageTag, CacheLatencies.NameOf(stage)));
        }
    }

    private static string[] NamesOf<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
}
