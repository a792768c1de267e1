using System.Text.Json;

namespace Likewise.Server;

/// <summary>What a lookup found, as the cache's API shows it.</summary>
internal sealed record LookupShown
{
    public required bool Hit { get; init; }

    /// <summary>Where a hit was found.</summary>
    public string? Tier { get; init; }

    public double? Similarity { get; init; }

    public double? AgeSeconds { get; init; }

    /// <summary>Whether its time is over: the caller takes that.</summary>
    public bool? IsStale { get; init; }

    /// <summary>What accepted it.</summary>
    public string? Rule { get; init; }

    public EntryShown? Entry { get; init; }

    public string? Response { get; init; }

    public JsonElement? Recording { get; init; }

    /// <summary>Why there is no hit.</summary>
    public string? Reason { get; init; }

    public string? Detail { get; init; }

    public NearestShown? Nearest { get; init; }

    public bool IsPromptTruncated { get; init; }

    public required TimingsShown Milliseconds { get; init; }

    public static LookupShown Of(LookupResult result) => result switch
    {
        LookupHit hit => new LookupShown
        {
            Hit = true,
            Tier = CacheNames.Of(hit.Tier),
            Similarity = Math.Round(hit.Similarity, CacheNames.SimilarityDigits),
            AgeSeconds = hit.Age.TotalSeconds,
            IsStale = hit.IsStale ? true : null,
            Rule = hit.Verdict.Rule,
            Entry = EntryShown.Of(hit.Entry),
            Response = hit.Response.Text,
            Recording = JsonElement.Parse(hit.Response.ToJson()),
            IsPromptTruncated = hit.IsPromptTruncated,
            Milliseconds = TimingsShown.Of(hit.Timings),
        },
        LookupMiss miss => new LookupShown
        {
            Hit = false,
            Reason = CacheNames.Of(miss.Reason),
            Detail = IsOfRequest(miss.Reason) ? miss.Detail : null,
            Nearest = miss.Nearest is { } nearest ? NearestShown.Of(nearest) : null,
            IsPromptTruncated = miss.IsPromptTruncated,
            Milliseconds = TimingsShown.Of(miss.Timings),
        },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Whether the reason is the request's or an entry's: a failure's words are the operator's.</summary>
    private static bool IsOfRequest(MissReason reason) => reason is MissReason.Bypassed or MissReason.ExactOnly
        or MissReason.NotSimilar or MissReason.Rejected or MissReason.TooOld;
}

/// <summary>The closest entry that was not served, and what spoke against it.</summary>
internal sealed record NearestShown(EntryShown Entry, double Similarity, string Rule, string? Detail)
{
    public static NearestShown Of(NearestMiss nearest) => new(
        EntryShown.Of(nearest.Candidate.Summary), Math.Round(nearest.Candidate.Similarity, CacheNames.SimilarityDigits),
        nearest.Verdict.Rule, nearest.Verdict.Detail);
}

/// <summary>Where a lookup's time went, in milliseconds.</summary>
internal sealed record TimingsShown(
    double Normalize, double Exact, double Embed, double Search, double Decide, double Read, double Total)
{
    public static TimingsShown Of(LookupTimings timings) => new(
        timings.Normalize.TotalMilliseconds, timings.Exact.TotalMilliseconds, timings.Embed.TotalMilliseconds,
        timings.Search.TotalMilliseconds, timings.Decide.TotalMilliseconds, timings.Read.TotalMilliseconds,
        timings.Total.TotalMilliseconds);
}
