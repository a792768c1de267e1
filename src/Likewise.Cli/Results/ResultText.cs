using System.Globalization;

namespace Likewise.Cli;

/// <summary>What a lookup found, in words.</summary>
internal static class ResultText
{
    public static IEnumerable<(string Name, string Value)> Of(LookupResult result)
    {
        return (result switch
        {
            LookupHit hit => OfHit(hit),
            LookupMiss miss => OfMiss(miss),
            _ => [],
        }).Append(("lookup took", Duration(result.Timings.Total)));
    }

    /// <summary>A duration with three digits, in the unit that fits it.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { Ticks: 0 } => "0 s",
        { TotalMicroseconds: < 1000 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0} µs"),
        { TotalMilliseconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.00} ms"),
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0} d"),
    };

    public static string Similarity(double similarity) => similarity.ToString("0.000", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Name, string Value)> OfHit(LookupHit hit) =>
    [
        ("source", "cache"),
        ("tier", TierName(hit.Tier)),
        ("similarity", Similarity(hit.Similarity)),
        ("asked before", Sheet.Line(hit.Entry.Prompt, 120)),
        ("age", Duration(hit.Age)),
        ("entry", hit.Entry.Id.ToString()),
    ];

    private static IEnumerable<(string Name, string Value)> OfMiss(LookupMiss miss)
    {
        yield return ("miss", miss.Detail is null ? ReasonText(miss.Reason) : $"{ReasonText(miss.Reason)} ({miss.Detail})");
        if (miss.Nearest is { } nearest)
        {
            yield return ("nearest", Sheet.Line(nearest.Candidate.Summary.Prompt, 120));
            yield return ("similarity", Similarity(nearest.Candidate.Similarity));
        }
    }

    public static string TierName(HitTier tier) => tier switch
    {
        HitTier.Exact => "exact: the same words",
        HitTier.SharedExact => "shared exact: the same words, asked elsewhere",
        HitTier.Near => "near: the same meaning",
        HitTier.Alias => "alias: the same meaning, found before",
        _ => "far: the same meaning, asked elsewhere",
    };

    private static string ReasonText(MissReason reason) => reason switch
    {
        MissReason.NothingStored => "nothing is stored to compare with",
        MissReason.NotSimilar => "nothing is close enough",
        MissReason.Rejected => "something is close, but was rejected",
        MissReason.ExactOnly => "only the same words would do, and they are not stored",
        MissReason.TooOld => "what was found is too old",
        MissReason.NotAsked => "the cache was not to be asked",
        MissReason.Bypassed => "this request is not cached",
        MissReason.EmbedderFailed => "the embedder failed or was late",
        MissReason.TierFailed => "the vector tier failed or was late",
        MissReason.Withheld => "there is an answer, but the model is to be asked all the same",
        MissReason.StoreFailed => "the store failed or was late",
        MissReason.Stale => "what was found is stale",
        MissReason.Unconfirmed => "there is an answer that too few have got of the model yet",
        MissReason.PayloadRefused => "what was stored could not be read back whole",
        _ => reason.ToString(),
    };
}
