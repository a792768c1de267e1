namespace Likewise.Server;

/// <summary>A lookup as those who watch see it.</summary>
internal sealed record WatchedShown
{
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string From { get; init; }

    public required string Model { get; init; }

    /// <summary>The beginning of what was asked; absent where it is not kept.</summary>
    public string? Prompt { get; init; }

    public required string Outcome { get; init; }

    public string? Tier { get; init; }

    public string? Reason { get; init; }

    /// <summary>What accepted the hit, or rejected the nearest.</summary>
    public string? Rule { get; init; }

    public double? Similarity { get; init; }

    public required double SimilarityMin { get; init; }

    /// <summary>The entry that answered, or came nearest.</summary>
    public string? Entry { get; init; }

    /// <summary>The beginning of what that entry answers; absent once it is gone.</summary>
    public string? EntryPrompt { get; init; }

    public required long TokensSaved { get; init; }

    public required double LookupMilliseconds { get; init; }

    public required double Milliseconds { get; init; }
}

/// <summary>The last lookups, the oldest first.</summary>
/// <param name="Recent">Those that are remembered.</param>
/// <param name="SimilarityMin">The similarity that an answer to other words needs, where a caller asks for no more.</param>
internal sealed record RecentShown(IReadOnlyList<WatchedShown> Recent, double SimilarityMin);

/// <summary>The last hour, the oldest first.</summary>
/// <param name="SecondsPerPoint">How long each point is; the last is not over yet.</param>
internal sealed record HistoryShown(int SecondsPerPoint, IReadOnlyList<PointShown> Points);

/// <summary>What the lookups of some time came to.</summary>
internal sealed record PointShown
{
    public required DateTimeOffset At { get; init; }

    public required long Exact { get; init; }

    public required long Similar { get; init; }

    public required long Misses { get; init; }

    public required long Joined { get; init; }

    public required long Bypassed { get; init; }

    public required long TokensSaved { get; init; }

    public required double SecondsSaved { get; init; }

    public QuantilesShown? HitMilliseconds { get; init; }

    public QuantilesShown? MissMilliseconds { get; init; }

    public static PointShown Of(DateTimeOffset at, LookupInterval interval) => new()
    {
        At = at,
        Exact = interval.Exact,
        Similar = interval.Similar,
        Misses = interval.Misses,
        Joined = interval.Joined,
        Bypassed = interval.Bypassed,
        TokensSaved = interval.TokensSaved,
        SecondsSaved = interval.TimeSaved.TotalSeconds,
        HitMilliseconds = QuantilesShown.Of(interval.HitTimes),
        MissMilliseconds = QuantilesShown.Of(interval.MissTimes),
    };
}

/// <summary>Milliseconds that half of the callers, and 95 in a hundred, waited at most; within 10 %.</summary>
internal sealed record QuantilesShown(double P50, double P95)
{
    public static QuantilesShown? Of(LatencyHistogram times) =>
        times.Quantile(0.5) is { } half && times.Quantile(0.95) is { } most
            ? new QuantilesShown(Round(half), Round(most))
            : null;

    private static double Round(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
