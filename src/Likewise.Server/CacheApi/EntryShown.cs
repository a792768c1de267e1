using System.Text.Json;

namespace Likewise.Server;

/// <summary>An entry as the cache's API shows it.</summary>
internal sealed record EntryShown
{
    public required string Id { get; init; }

    public required string Prompt { get; init; }

    public required string Model { get; init; }

    public required string Namespace { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public IReadOnlyList<SourceShown>? Sources { get; init; }

    public required string Eligibility { get; init; }

    public required string Visibility { get; init; }

    public required string Embedder { get; init; }

    public required string Scope { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether it is fresh, stale, or has ended; only where its use is known here.</summary>
    public string? State { get; init; }

    public double? SlidingSeconds { get; init; }

    /// <summary>Until when it is fresh, as often as it was used so far; only where that is not <see cref="ExpiresAt"/>.</summary>
    public DateTimeOffset? FreshUntil { get; init; }

    /// <summary>How long after it still answers while a fresh answer is fetched.</summary>
    public double? StaleWhileRevalidateSeconds { get; init; }

    /// <summary>How long after it still answers where the model fails.</summary>
    public double? StaleIfErrorSeconds { get; init; }

    /// <summary>How soon what the prompt asks for, or the answer where it is shown says, changes; only where it does.</summary>
    public VolatilityShown? Volatility { get; init; }

    public required UsageShown Usage { get; init; }

    public double? LatencySeconds { get; init; }

    public required int AnswerBytes { get; init; }

    public long? Hits { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public SaidShown? Feedback { get; init; }

    /// <summary>Who stands behind the answer; only where somebody does.</summary>
    public ConfirmedShown? ConfirmedBy { get; init; }

    /// <summary>Likeness to the text that was searched by; only where one was.</summary>
    public double? Similarity { get; init; }

    /// <summary>The answer's text; only where one entry is shown whole.</summary>
    public string? Response { get; init; }

    /// <summary>The answer whole, as docs/formats/payload.md has it; only where one entry is shown whole.</summary>
    public JsonElement? Recording { get; init; }

    public static EntryShown Of(CacheEntryInfo entry, DateTimeOffset now) => Of(entry.Summary) with
    {
        State = CacheNames.Of(entry.StandingAt(now)),
        Hits = entry.Activity.HitCount,
        LastUsedAt = entry.Activity.LastUsedAt,
        FreshUntil = entry.FreshUntil == entry.Summary.Expiry.At ? null : entry.FreshUntil,
        ConfirmedBy = ConfirmedShown.Of(entry.Activity.ConfirmedBy),
        Feedback = new SaidShown(entry.Activity.Feedback.Right, entry.Activity.Feedback.Wrong),
    };

    public static EntryShown Of(CacheEntry entry, DateTimeOffset now) =>
        Of(new CacheEntryInfo(entry.Summary, entry.Activity), now) with
    {
        Response = entry.Response.Text,
        Volatility = VolatilityShown.Of(entry.Volatility),
        Recording = JsonElement.Parse(entry.Response.ToJson()),
    };

    /// <param name="similarity">Likeness to the text that was searched by; null where none was.</param>
    public EntryShown LikeBy(double? similarity) =>
        this with { Similarity = similarity is { } cosine ? Math.Round(cosine, CacheNames.SimilarityDigits) : null };

    public static EntryShown Of(EntrySummary entry) => new()
    {
        Id = entry.Id.ToString(),
        Prompt = entry.Prompt,
        Model = entry.Model,
        Namespace = entry.Namespace,
        Tags = entry.Tags,
        Sources = entry.Sources.Count > 0 ? [.. entry.Sources.Select(SourceShown.Of)] : null,
        Eligibility = entry.Eligibility == Likewise.Eligibility.Semantic ? "semantic" : "exact-only",
        Visibility = CacheNames.Of(entry.Visibility),
        Embedder = entry.Embedder.ToString(),
        Scope = entry.Key.Scope.ToString(),
        CreatedAt = entry.CreatedAt,
        ExpiresAt = entry.Expiry.At,
        SlidingSeconds = entry.Expiry.Sliding?.TotalSeconds,
        StaleWhileRevalidateSeconds = SecondsOf(entry.Expiry.Leeway.StaleWhileRevalidate),
        StaleIfErrorSeconds = SecondsOf(entry.Expiry.Leeway.StaleIfError),
        Volatility = VolatilityShown.Of(PromptVolatility.Of(entry.Prompt, entry.CreatedAt.Year)),
        Usage = new UsageShown(entry.Cost.InputTokens, entry.Cost.OutputTokens),
        LatencySeconds = entry.Latency > TimeSpan.Zero ? entry.Latency.TotalSeconds : null,
        AnswerBytes = entry.PayloadBytes,
    };

    private static double? SecondsOf(TimeSpan window) => window > TimeSpan.Zero ? window.TotalSeconds : null;
}

/// <summary>How soon something changes, and the words that say so.</summary>
internal sealed record VolatilityShown(string Class, string? Sign)
{
    public static VolatilityShown? Of(VolatilityFinding finding) => finding.Volatility == Likewise.Volatility.Lasting
        ? null
        : new VolatilityShown(finding.Volatility.ToString().ToLowerInvariant(), finding.Sign);
}

/// <summary>How many got the same answer of the model, and whether the operator stands behind it.</summary>
internal sealed record ConfirmedShown(int Principals, bool Operator)
{
    public static ConfirmedShown? Of(PrincipalSet confirmedBy)
    {
        var isOperators = confirmedBy.Contains(PrincipalSet.Operator);
        return confirmedBy.Count == 0 ? null : new ConfirmedShown(confirmedBy.Count - (isOperators ? 1 : 0), isOperators);
    }
}

/// <summary>How often callers said that an answer was right, and wrong.</summary>
internal sealed record SaidShown(long Right, long Wrong);

/// <summary>Tokens.</summary>
internal sealed record UsageShown(long InputTokens, long OutputTokens);

/// <summary>A document that an answer was made from.</summary>
internal sealed record SourceShown(string Name, string? Version)
{
    public static SourceShown Of(EntrySource source) => new(source.Name, source.Version);
}
