namespace Likewise.Cli;

/// <summary>The JSON of <c>demo</c>. Times carry their unit in the name.</summary>
internal sealed record DemoFound
{
    public required int Seed { get; init; }

    public required string Embedder { get; init; }

    public required double SimilarityMin { get; init; }

    public required int Requests { get; init; }

    public required int Hits { get; init; }

    public required int ExactHits { get; init; }

    public required int SemanticHits { get; init; }

    public required int Right { get; init; }

    public required int Wrong { get; init; }

    public required int Misses { get; init; }

    public required int MissedDuplicates { get; init; }

    public required long TokensSaved { get; init; }

    public required long TokensUsed { get; init; }

    public required double UpstreamSecondsAvoided { get; init; }

    public required double CacheSeconds { get; init; }

    public required double SecondsSaved { get; init; }

    public required IReadOnlyDictionary<string, StageFound> Stages { get; init; }

    public required IReadOnlyList<WrongHit> WrongHits { get; init; }

    public static DemoFound Of(DemoTally tally, int seed, EmbedderIdentity embedder, double similarityMin) => new()
    {
        Seed = seed,
        Embedder = embedder.ToString(),
        SimilarityMin = similarityMin,
        Requests = tally.Requests,
        Hits = tally.Hits,
        ExactHits = tally[DemoOutcome.Exact],
        SemanticHits = tally.Hits - tally[DemoOutcome.Exact],
        Right = tally.Right,
        Wrong = tally[DemoOutcome.Wrong],
        Misses = tally.Misses,
        MissedDuplicates = tally[DemoOutcome.Missed],
        TokensSaved = tally.TokensAvoided,
        TokensUsed = tally.TokensUsed,
        UpstreamSecondsAvoided = tally.UpstreamTimeAvoided.TotalSeconds,
        CacheSeconds = tally.CacheTime.TotalSeconds,
        SecondsSaved = (tally.UpstreamTimeAvoided - tally.CacheTime).TotalSeconds,
        Stages = tally.Stages.Stages.Append((Name: "total", Times: tally.Stages.Total))
            .ToDictionary(stage => stage.Name, stage => StageFound.Of(stage.Times)),
        WrongHits = tally.WrongHits,
    };
}

/// <summary>One stage's times.</summary>
internal sealed record StageFound(int Lookups, double P50Ms, double P99Ms, double TotalMs)
{
    public static StageFound Of(StageTimes times) => new(
        times.Count, times.Percentile(0.50).TotalMilliseconds, times.Percentile(0.99).TotalMilliseconds,
        times.Total.TotalMilliseconds);
}
