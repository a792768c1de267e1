namespace Likewise;

/// <summary>What the cache has done since it was built. Every member may be called by any thread.</summary>
/// <param name="modelsMax">How many models' tokens are counted apart.</param>
/// <param name="namespaces">What was done in each namespace.</param>
internal sealed class CacheCounters(int modelsMax, NamespaceLedger namespaces)
{
    private readonly TenantLedger _tenants = new(modelsMax);
    private long _evicted, _expired, _invalidated, _hitsDropped, _decisionsDropped;
    private long _embedded, _embeddingHits, _embeddedTokens, _truncated;

    /// <summary>How requests were answered, whoever asked.</summary>
    public AnswerCounters All { get; } = new(modelsMax);

    public NamespaceLedger Namespaces => namespaces;

    /// <summary>How a tenant's requests were answered.</summary>
    public AnswerCounters Of(string tenant) => _tenants.Read(tenant);

    public void Looked(PromptRequest request, LookupResult result)
    {
        All.Looked(result);
        _tenants.Of(request.Tenant)?.Looked(result);
        namespaces.Of(request.Namespace).Looked(result);
    }

    public void Stored(string tenant, StoreStatus status)
    {
        All.Stored(status);
        _tenants.Of(tenant)?.Stored(status);
    }

    public void Joined(string tenant)
    {
        All.Joined();
        _tenants.Of(tenant)?.Joined();
    }

    public void Said(string tenant, EntryFeedback feedback)
    {
        All.Said(feedback);
        _tenants.Of(tenant)?.Said(feedback);
    }

    public void Told(string tenant, OutcomeKind kind, AnswerAgreement agreement)
    {
        All.Told(kind, agreement);
        _tenants.Of(tenant)?.Told(kind, agreement);
    }

    /// <param name="namespace">Of the entry that left.</param>
    /// <param name="isByOwn">Whether its namespace was full, and not the cache.</param>
    public void Evicted(string @namespace, bool isByOwn)
    {
        Interlocked.Increment(ref _evicted);
        namespaces.Of(@namespace).Evicted(isByOwn);
    }

    public void Expired() => Interlocked.Increment(ref _expired);

    public void Invalidated(int entries) => Interlocked.Add(ref _invalidated, entries);

    public void HitDropped() => Interlocked.Increment(ref _hitsDropped);

    public void DecisionsDropped(long records) => Interlocked.Add(ref _decisionsDropped, records);

    /// <param name="tenant">Whose request it was for.</param>
    /// <param name="use">What for.</param>
    /// <param name="model">What read and wrote the tokens.</param>
    /// <param name="usage">How many.</param>
    public void Spent(string tenant, TokenUse use, string model, TokenUsage usage)
    {
        All.Spent(use, model, usage);
        _tenants.Of(tenant)?.Spent(use, model, usage);
    }

    /// <summary>Entries that left because their time was over.</summary>
    public long Expirations => Interlocked.Read(ref _expired);

    /// <summary>Hits that were not written down.</summary>
    public long HitsDropped => Interlocked.Read(ref _hitsDropped);

    /// <summary>Prompts that were embedded, or whose vectors were remembered.</summary>
    public long Embeddings => Interlocked.Read(ref _embedded);

    /// <summary>Of those, prompts whose vectors were remembered.</summary>
    public long EmbeddingsKnown => Interlocked.Read(ref _embeddingHits);

    public void Embedded(string tenant, string model, int texts, EmbeddingUsage usage)
    {
        if (usage.Tokens > 0)
            Spent(tenant, TokenUse.Embedding, model, new TokenUsage(usage.Tokens, 0));
        Interlocked.Add(ref _embedded, texts);
        Interlocked.Add(ref _embeddingHits, usage.Remembered);
        Interlocked.Add(ref _embeddedTokens, usage.Tokens);
        Interlocked.Add(ref _truncated, usage.Truncated);
    }

    /// <summary>Records that the decision log lacks.</summary>
    public long DecisionsNotLogged => Interlocked.Read(ref _decisionsDropped);

    /// <summary>A copy; counters that change meanwhile may be from before or after.</summary>
    public CacheStatistics Snapshot() => new()
    {
        Hits = All.Hits,
        Misses = All.Misses,
        Stored = All.Stores(StoreStatus.Stored),
        StoresRefused = All.Stores(StoreStatus.Refused),
        StoresFailed = All.Stores(StoreStatus.Failed),
        Evicted = Interlocked.Read(ref _evicted),
        Expired = Interlocked.Read(ref _expired),
        Invalidated = Interlocked.Read(ref _invalidated),
        Joined = All.Joins,
        Feedback = All.Feedback,
        HitsNotWrittenDown = Interlocked.Read(ref _hitsDropped),
        PromptsEmbedded = Interlocked.Read(ref _embedded),
        EmbeddingHits = Interlocked.Read(ref _embeddingHits),
        TokensEmbedded = Interlocked.Read(ref _embeddedTokens),
        PromptsTruncated = Interlocked.Read(ref _truncated),
        Outcomes = All.Outcomes,
        Withheld = All.Withheld,
        TokensSaved = All.TokensSaved,
        TimeSaved = All.TimeSaved,
        TimeSpent = All.TimeSpent,
        Tokens = All.Tokens,
    };
}
