using System.Text.Json;

namespace Likewise.Cli;

/// <summary>The JSON of what a lookup found. A hit has tier to response, a miss reason to nearest; the others are null.</summary>
internal sealed record LookupFound
{
    public required bool Hit { get; init; }

    public string? Tier { get; init; }

    public double? Similarity { get; init; }

    public double? AgeSeconds { get; init; }

    public string? Id { get; init; }

    /// <summary>The prompt that the answer was stored for.</summary>
    public string? Prompt { get; init; }

    public string? Response { get; init; }

    public string? Reason { get; init; }

    public string? Detail { get; init; }

    public NearestFound? Nearest { get; init; }

    public required TimingsFound TimingsMs { get; init; }

    public static LookupFound Of(LookupResult result)
    {
        var timings = TimingsFound.Of(result.Timings);
        return result switch
        {
            LookupHit hit => new LookupFound
            {
                Hit = true,
                Tier = Snake(hit.Tier),
                Similarity = hit.Similarity,
                AgeSeconds = hit.Age.TotalSeconds,
                Id = hit.Entry.Id.ToString(),
                Prompt = hit.Entry.Prompt,
                Response = hit.Response.Text,
                TimingsMs = timings,
            },
            LookupMiss miss => new LookupFound
            {
                Hit = false,
                Reason = Snake(miss.Reason),
                Detail = miss.Detail,
                Nearest = NearestFound.Of(miss.Nearest),
                TimingsMs = timings,
            },
            _ => new LookupFound { Hit = false, TimingsMs = timings },
        };
    }

    /// <summary>A value of an enumeration as JSON names it: <c>not_similar</c>.</summary>
    public static string Snake<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

/// <summary>The closest entry that was not served.</summary>
/// <param name="Rule">What rejected it.</param>
internal sealed record NearestFound(string Id, string Prompt, double Similarity, string Rule, string? Detail)
{
    public static NearestFound? Of(NearestMiss? nearest) => nearest is null ? null : new NearestFound(
        nearest.Candidate.Summary.Id.ToString(), nearest.Candidate.Summary.Prompt, nearest.Candidate.Similarity,
        nearest.Verdict.Rule, nearest.Verdict.Detail);
}

/// <summary>Milliseconds of each stage.</summary>
internal sealed record TimingsFound(
    double Normalize, double Exact, double Embed, double Search, double Decide, double Read, double Total)
{
    public static TimingsFound Of(LookupTimings timings) => new(
        timings.Normalize.TotalMilliseconds, timings.Exact.TotalMilliseconds, timings.Embed.TotalMilliseconds,
        timings.Search.TotalMilliseconds, timings.Decide.TotalMilliseconds, timings.Read.TotalMilliseconds,
        timings.Total.TotalMilliseconds);
}
