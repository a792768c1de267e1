namespace Likewise.Evaluation;

/// <summary>What a cache did with a stream of prompts.</summary>
public sealed record StreamReport
{
    /// <summary>Prompts that were asked.</summary>
    public required int Requests { get; init; }

    /// <summary>Hits by the same words.</summary>
    public required int ExactHits { get; init; }

    /// <summary>Hits whose answer was given to a prompt of the request's group.</summary>
    public required int Right { get; init; }

    /// <summary>Hits whose answer was given to a prompt of another group.</summary>
    public required int Wrong { get; init; }

    /// <summary>Misses of a group that an answer was already stored for: hits that a perfect cache would have had.</summary>
    public required int MissedDuplicates { get; init; }

    /// <summary>
    /// Misses of prompts that the cache refuses or bypasses, empty ones for example; nothing was stored for them.
    /// </summary>
    public required int NotCacheable { get; init; }

    /// <summary>Where the lookups spent their time. Each prompt was embedded by its own lookup, none ahead of it.</summary>
    public required LookupLatencies Lookup { get; init; }

    /// <summary>Entries in the cache at the end.</summary>
    public required int Entries { get; init; }

    /// <summary>
    /// Memory taken at the end by what the cache searches and replays, in bytes: its vectors and their index, and its sealed
    /// payloads. The prompts' texts are not counted.
    /// </summary>
    public required long Bytes { get; init; }

    /// <summary>The threshold in force.</summary>
    public required double SimilarityMin { get; init; }

    /// <summary>The seed of the order.</summary>
    public required long Seed { get; init; }

    /// <summary>What embedded the prompts.</summary>
    public required EmbedderIdentity Embedder { get; init; }

    /// <summary>How long all requests took, storing included.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The share of the hits by meaning that was to be wrong at most; null where a fixed similarity decided.</summary>
    public required double? WrongShareMax { get; init; }

    /// <summary>What was served by meaning: hits by the same words are not bounded, and not in it.</summary>
    public required ServedGroup Served { get; init; }

    /// <summary>Hits by meaning of which the cache was told whether they were right.</summary>
    public required int Audited { get; init; }

    /// <summary>What was served by meaning in each namespace.</summary>
    public required IReadOnlyList<ServedGroup> Groups { get; init; }

    /// <summary>How the bound stands at the end, in each group; empty where a fixed similarity decided.</summary>
    public required IReadOnlyList<GroupBoundStatistics> Bounds { get; init; }

    /// <summary>The score of each hit by meaning and near miss, and whether it was right; empty where nothing is
    /// scored.</summary>
    public required IReadOnlyList<(double Score, bool IsRight)> Scores { get; init; }

    /// <summary>Whether the scores of hits and near misses mean what they say; null where there are none.</summary>
    public Reliability? Reliability => Scores.Count == 0 ? null : new Reliability(Scores);

    /// <summary>What was served after the prompts became others; null where they did not.</summary>
    public required DriftReport? Drift { get; init; }

    /// <summary>All hits.</summary>
    public int Hits => Right + Wrong;

    /// <summary>Hits by meaning.</summary>
    public int SemanticHits => Hits - ExactHits;

    /// <summary>Share of the requests that were hits, right or wrong.</summary>
    public double HitRate => (double)Hits / Requests;

    /// <summary>Share of the hits that were wrong; null without a hit.</summary>
    public double? WrongOfHits => Hits == 0 ? null : (double)Wrong / Hits;

    /// <summary>Between which bounds <see cref="WrongOfHits"/> would lie on more such prompts; null without a hit.</summary>
    public WilsonInterval? WrongOfHitsInterval => Hits == 0 ? null : WilsonInterval.Of(Wrong, Hits);

    /// <summary>Share of all requests that were answered wrongly.</summary>
    public double WrongOfAll => (double)Wrong / Requests;
}
