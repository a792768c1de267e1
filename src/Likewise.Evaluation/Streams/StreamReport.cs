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
