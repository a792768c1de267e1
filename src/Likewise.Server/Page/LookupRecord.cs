namespace Likewise.Server;

/// <summary>What is remembered of one lookup. Of other prompts than its own it has ids: their texts may be gone soon.</summary>
internal readonly record struct LookupRecord
{
    private const int PromptCharsMax = 300;

    /// <summary>Counts the lookups of a tenant, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>When it began, by the clock that is never set.</summary>
    public required long StartedAt { get; init; }

    /// <summary>Which way it came.</summary>
    public required string From { get; init; }

    public required string Model { get; init; }

    /// <summary>The beginning of what was asked; null where it is not to be kept.</summary>
    public string? Prompt { get; init; }

    public required LookupOutcome Outcome { get; init; }

    /// <summary>Where a hit was found.</summary>
    public HitTier? Tier { get; init; }

    /// <summary>Why there is no hit.</summary>
    public MissReason? Reason { get; init; }

    /// <summary>What accepted the hit, or rejected the nearest miss.</summary>
    public string? Rule { get; init; }

    /// <summary>The hit's entry, or the nearest miss's.</summary>
    public EntryId? Entry { get; init; }

    /// <summary>That entry's similarity.</summary>
    public double? Similarity { get; init; }

    /// <summary>What similarity was needed.</summary>
    public required double SimilarityMin { get; init; }

    /// <summary>What a hit saved.</summary>
    public long TokensSaved { get; init; }

    /// <summary>What a hit saved.</summary>
    public TimeSpan TimeSaved { get; init; }

    /// <summary>What the lookup took.</summary>
    public TimeSpan Lookup { get; init; }

    /// <summary>What it took until the answer was there, or began to come.</summary>
    public required TimeSpan Total { get; init; }

    /// <summary>Adds what was found; null where nothing can be said of it.</summary>
    public LookupRecord With(LookupResult? found) => found switch
    {
        LookupHit hit => this with
        {
            Tier = hit.Tier,
            Rule = hit.Verdict.Rule,
            Entry = hit.Entry.Id,
            Similarity = hit.Similarity,
            TokensSaved = hit.Entry.Cost.TotalTokens,
            TimeSaved = hit.Entry.Latency > hit.Timings.Total ? hit.Entry.Latency - hit.Timings.Total : TimeSpan.Zero,
            Lookup = hit.Timings.Total,
        },
        LookupMiss miss => this with
        {
            Reason = miss.Reason,
            Rule = miss.Nearest?.Verdict.Rule,
            Entry = miss.Nearest?.Candidate.Summary.Id,
            Similarity = miss.Nearest?.Candidate.Similarity,
            Lookup = miss.Timings.Total,
        },
        _ => this,
    };

    /// <summary>The beginning of a prompt: enough to know it by.</summary>
    public static string Begin(string prompt)
    {
        if (prompt.Length <= PromptCharsMax)
            return prompt;
        var end = char.IsHighSurrogate(prompt[PromptCharsMax - 1]) ? PromptCharsMax - 1 : PromptCharsMax;
        return string.Concat(prompt.AsSpan(0, end), "…");
    }
}
