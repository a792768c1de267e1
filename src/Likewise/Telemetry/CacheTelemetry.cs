using System.Diagnostics.Metrics;

namespace Likewise;

/// <summary>
/// Counts each lookup and each store once, for <see cref="CacheStatistics"/> and for whoever listens to the meter.
/// </summary>
internal sealed class CacheTelemetry(CacheCounters counters)
{
    // One meter for the process, as listeners expect; what it writes is the same for every cache.
    private static readonly Meter Meter = new(LikewiseTelemetry.MeterName);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(LikewiseTelemetry.LookupDuration, "s");
    private static readonly Counter<long> Stores = Meter.CreateCounter<long>(LikewiseTelemetry.Stores);
    private static readonly Counter<long> Joins = Meter.CreateCounter<long>(LikewiseTelemetry.Joined);
    private static readonly Counter<long> Truncations = Meter.CreateCounter<long>(LikewiseTelemetry.PromptsTruncated);
    private static readonly Counter<long> Compared = Meter.CreateCounter<long>(LikewiseTelemetry.Compared);
    private static readonly Counter<long> JudgeQuestions = Meter.CreateCounter<long>(LikewiseTelemetry.JudgeQuestions);
    private static readonly Counter<long> JudgeTokens = Meter.CreateCounter<long>(LikewiseTelemetry.JudgeTokens);
    private static readonly Counter<long> TokensSaved = Meter.CreateCounter<long>(LikewiseTelemetry.TokensSaved);

    private static readonly Counter<long> NotLogged = Meter.CreateCounter<long>(LikewiseTelemetry.DecisionsNotLogged);

    private static readonly string[] Tiers = [.. Enum.GetNames<HitTier>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] Reasons = [.. Enum.GetNames<MissReason>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] Agreements = [.. Enum.GetNames<AnswerAgreement>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] Kinds = [.. Enum.GetNames<OutcomeKind>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] Outcomes = [.. Enum.GetNames<StoreStatus>().Select(name => name.ToLowerInvariant())];

    public void Looked(string tenant, LookupResult result)
    {
        counters.Looked(tenant, result);
        if (result.IsPromptTruncated)
            Truncations.Add(1);
        switch (result)
        {
            case LookupHit hit:
                TokensSaved.Add(hit.Entry.Cost.TotalTokens);
                Record(hit, "hit", Tiers[(int)hit.Tier]);
                break;
            case LookupMiss miss:
                Record(miss, "miss", Reasons[(int)miss.Reason]);
                break;
        }
    }

    public void Stored(string tenant, StoreOutcome outcome)
    {
        counters.Stored(tenant, outcome.Status);
        Stores.Add(1, KeyValuePair.Create(LikewiseTelemetry.OutcomeTag, (object?)Outcomes[(int)outcome.Status]));
    }

    public static void DecisionsDropped(long records) => NotLogged.Add(records);

    public void Joined(string tenant)
    {
        counters.Joined(tenant);
        Joins.Add(1);
    }

    public void Told(string tenant, OutcomeKind kind, AnswerAgreement agreement)
    {
        counters.Told(tenant, kind, agreement);
        Compared.Add(
            1, KeyValuePair.Create(LikewiseTelemetry.OutcomeTag, (object?)Agreements[(int)agreement]),
            KeyValuePair.Create(LikewiseTelemetry.DetailTag, (object?)Kinds[(int)kind]));
    }

    /// <summary>A question to a judge, which may be no cache's.</summary>
    public static void Judged(string outcome, long tokens)
    {
        JudgeQuestions.Add(1, KeyValuePair.Create(LikewiseTelemetry.OutcomeTag, (object?)outcome));
        JudgeTokens.Add(tokens);
    }

    private static void Record(LookupResult result, string outcome, string detail)
    {
        if (Duration.Enabled)
            Duration.Record(
                result.Timings.Total.TotalSeconds,
                KeyValuePair.Create(LikewiseTelemetry.OutcomeTag, (object?)outcome),
                KeyValuePair.Create(LikewiseTelemetry.DetailTag, (object?)detail));
    }
}
