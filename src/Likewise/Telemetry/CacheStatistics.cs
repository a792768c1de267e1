namespace Likewise;

/// <summary>What a cache holds now, and what it has done since it was built.</summary>
public sealed record CacheStatistics
{
    /// <summary>Entries held.</summary>
    public int Entries { get; init; }

    /// <summary>
    /// How far reading the store has come, where the cache serves beside it; null once all is read. Until then what is held is
    /// not all that there is.
    /// </summary>
    public FillProgress? Filling { get; init; }

    /// <summary>Scopes that hold at least one vector.</summary>
    public int Scopes { get; init; }

    /// <summary>Calls to models that are under way.</summary>
    public int InFlight { get; init; }

    /// <summary>Requests that wait for them.</summary>
    public int Waiting { get; init; }

    /// <summary>Sealed payloads of the entries held, in bytes.</summary>
    public long PayloadBytes { get; init; }

    /// <summary>
    /// What the entries take in this process beside their answers, in bytes: summaries, prompts, vectors, maps, aliases.
    /// </summary>
    public long EntryBytes { get; init; }

    /// <summary>Other words that entries are found by without embedding and search.</summary>
    public int Aliases { get; init; }

    /// <summary>Vectors held: one for each entry that may be found by meaning.</summary>
    public int Vectors { get; init; }

    /// <summary>Memory taken by vectors, in bytes.</summary>
    public long VectorBytes { get; init; }

    /// <summary>Payloads that are held in memory, decoded, counted in bytes of their sealed form.</summary>
    public long ResidentPayloadBytes { get; init; }

    /// <summary>Entries in the store that another embedder made: kept, but not searched.</summary>
    public IReadOnlyDictionary<EmbedderIdentity, long> ForeignEntries { get; init; } = new Dictionary<EmbedderIdentity, long>();

    /// <summary>How far entries of other embedders have come on their way to the cache's own.</summary>
    public MigrationStatistics Migration { get; init; } = new();

    /// <summary>Hits by where they were found.</summary>
    public required IReadOnlyDictionary<HitTier, long> Hits { get; init; }

    /// <summary>Misses by their reason.</summary>
    public required IReadOnlyDictionary<MissReason, long> Misses { get; init; }

    /// <summary>Lookups answered by another request's call for the same words, asked while they waited.</summary>
    public long Joined { get; init; }

    /// <summary>What callers said of answers.</summary>
    public EntryFeedback Feedback { get; init; }

    /// <summary>How the bound on wrong hits stands, in each group; empty where a fixed similarity decides.</summary>
    public IReadOnlyList<GroupBoundStatistics> Bounds { get; init; } = [];

    /// <summary>How answers did against the model's own, all groups together.</summary>
    public OutcomeStatistics Outcomes { get; init; } = OutcomeStatistics.None;

    /// <summary>The same in each group (<see cref="BoundOptions.Group"/>), whatever decides.</summary>
    public IReadOnlyList<GroupOutcomes> OutcomesByGroup { get; init; } = [];

    /// <summary>What was withheld, where only a share of the requests is answered.</summary>
    public WithheldStatistics Withheld { get; init; } = new();

    /// <summary>What comparing took.</summary>
    public AuditorStatistics Auditor { get; init; } = new();

    /// <summary>What was done with entries whose time was over.</summary>
    public RefreshStatistics Refreshes { get; init; } = new();

    /// <summary>What is done behind requests, by its class: each of them, in order of precedence.</summary>
    public IReadOnlyDictionary<WorkClass, WorkStatistics> Background { get; init; } =
        new Dictionary<WorkClass, WorkStatistics>();

    /// <summary>Answers stored.</summary>
    public long Stored { get; init; }

    /// <summary>Answers not stored on purpose: cut short, empty, too large, or the caller said so.</summary>
    public long StoresRefused { get; init; }

    /// <summary>Answers not stored because the store failed or was late.</summary>
    public long StoresFailed { get; init; }

    /// <summary>Entries that left because the cache was full.</summary>
    public long Evicted { get; init; }

    /// <summary>Entries that left because their time was over.</summary>
    public long Expired { get; init; }

    /// <summary>Entries that were removed on demand.</summary>
    public long Invalidated { get; init; }

    /// <summary>Hits that were answered but not written down, because the queue was full.</summary>
    public long HitsNotWrittenDown { get; init; }

    /// <summary>Records that the decision log lacks, because its queue was full or its disk failed.</summary>
    public long DecisionsNotLogged { get; init; }

    /// <summary>Calls of the embedder that failed or were late.</summary>
    public long EmbedderFaults { get; init; }

    /// <summary>Calls of a vector tier that failed or were late.</summary>
    public long TierFaults { get; init; }

    /// <summary>Calls of the store that failed or were late.</summary>
    public long StoreFaults { get; init; }

    /// <summary>Calls of the verifier that failed or were late.</summary>
    public long VerifierFaults { get; init; }

    /// <summary>Texts whose vectors are remembered, so that they need not be embedded again.</summary>
    public int EmbeddingsRemembered { get; init; }

    /// <summary>Prompts that were embedded, or would have been if their vectors had not been remembered.</summary>
    public long PromptsEmbedded { get; init; }

    /// <summary>Of those, prompts whose vectors were remembered.</summary>
    public long EmbeddingHits { get; init; }

    /// <summary>Tokens that were embedded.</summary>
    public long TokensEmbedded { get; init; }

    /// <summary>Prompts that were longer than the embedder reads, and so were embedded in part.</summary>
    public long PromptsTruncated { get; init; }

    /// <summary>Tokens that models did not have to read and write, by the usage recorded with each answer served.</summary>
    public long TokensSaved { get; init; }

    /// <summary>Time that callers did not have to wait: what the model had taken less what the lookup took.</summary>
    public TimeSpan TimeSaved { get; init; }

    /// <summary>Time that callers waited for lookups which found nothing.</summary>
    public TimeSpan TimeSpent { get; init; }

    /// <summary>
    /// Tokens by what became of them and by model: saved by hits, and spent by the cache itself. What a judge took is its own to
    /// say (<see cref="JudgeStatistics"/>).
    /// </summary>
    public IReadOnlyList<TokenAccount> Tokens { get; init; } = [];

    /// <summary>
    /// How long things took, by their name: <c>hit</c> and <c>miss</c> are whole lookups; <c>normalize</c>, <c>exact</c>,
    /// <c>embed</c>, <c>search</c>, <c>decide</c> and <c>read</c> the stages of those that came to them; <c>embed-call</c>,
    /// <c>store</c> and <c>invalidate</c> single calls.
    /// </summary>
    public IReadOnlyDictionary<string, LatencyStatistics> Latencies { get; init; } =
        new Dictionary<string, LatencyStatistics>();

    /// <summary>All hits.</summary>
    public long HitCount => Hits.Values.Sum();

    /// <summary>All misses.</summary>
    public long MissCount => Misses.Values.Sum();
}
