namespace Likewise;

/// <summary>What a cache holds of one tenant's, and what it has done for it since it was built.</summary>
public sealed record TenantStatistics
{
    /// <summary>Entries held.</summary>
    public required int Entries { get; init; }

    /// <summary>Sealed payloads of the entries held, in bytes.</summary>
    public required long PayloadBytes { get; init; }

    /// <summary>Entries by their namespace.</summary>
    public required IReadOnlyDictionary<string, int> Namespaces { get; init; }

    /// <summary>Entries by the model that answered.</summary>
    public required IReadOnlyDictionary<string, int> Models { get; init; }

    /// <summary>Entries by what embedded their prompts.</summary>
    public required IReadOnlyDictionary<EmbedderIdentity, int> Embedders { get; init; }

    /// <summary>Hits by where they were found.</summary>
    public required IReadOnlyDictionary<HitTier, long> Hits { get; init; }

    /// <summary>Misses by their reason.</summary>
    public required IReadOnlyDictionary<MissReason, long> Misses { get; init; }

    /// <summary>Lookups answered by another request's call for the same words, asked while they waited.</summary>
    public long Joined { get; init; }

    /// <summary>What callers said of answers.</summary>
    public EntryFeedback Feedback { get; init; }

    /// <summary>How answers did against the model's own.</summary>
    public OutcomeStatistics Outcomes { get; init; } = OutcomeStatistics.None;

    /// <summary>What was withheld, where only a share of the requests is answered.</summary>
    public WithheldStatistics Withheld { get; init; } = new();

    /// <summary>How the bound on wrong hits stands, in each group that the tenant has entries in.</summary>
    public IReadOnlyList<GroupBoundStatistics> Bounds { get; init; } = [];

    /// <summary>Answers stored.</summary>
    public long Stored { get; init; }

    /// <summary>Answers not stored on purpose.</summary>
    public long StoresRefused { get; init; }

    /// <summary>Answers not stored because the store failed or was late.</summary>
    public long StoresFailed { get; init; }

    /// <summary>Tokens that models did not have to read and write.</summary>
    public long TokensSaved { get; init; }

    /// <summary>Time that callers did not have to wait.</summary>
    public TimeSpan TimeSaved { get; init; }

    /// <summary>Time that callers waited for lookups which found nothing.</summary>
    public TimeSpan TimeSpent { get; init; }

    /// <summary>Tokens by what became of them and by model.</summary>
    public IReadOnlyList<TokenAccount> Tokens { get; init; } = [];
}
