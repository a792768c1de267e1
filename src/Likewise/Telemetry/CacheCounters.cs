namespace Likewise;

/// <summary>What the cache has done since it was built. Every member may be called by any thread.</summary>
internal sealed class CacheCounters
{
    private readonly long[] _hits = new long[Enum.GetValues<HitTier>().Length];
    private readonly long[] _misses = new long[Enum.GetValues<MissReason>().Length];
    private readonly long[] _stores = new long[Enum.GetValues<StoreStatus>().Length];
    private long _evicted, _expired, _invalidated, _joined, _hitsDropped;
    private long _embedded, _embeddingHits, _embeddedTokens, _truncated, _tokensSaved, _ticksSaved;

    public void Hit(LookupHit hit)
    {
        Interlocked.Increment(ref _hits[(int)hit.Tier]);
        Interlocked.Add(ref _tokensSaved, hit.Entry.Cost.TotalTokens);
        Interlocked.Add(ref _ticksSaved, Math.Max(0, (hit.Entry.Latency - hit.Timings.Total).Ticks));
    }

    public void Miss(MissReason reason) => Interlocked.Increment(ref _misses[(int)reason]);

    public void Stored(StoreStatus status) => Interlocked.Increment(ref _stores[(int)status]);

    public void Joined() => Interlocked.Increment(ref _joined);

    public void Evicted() => Interlocked.Increment(ref _evicted);

    public void Expired() => Interlocked.Increment(ref _expired);

    public void Invalidated(int entries) => Interlocked.Add(ref _invalidated, entries);

    public void HitDropped() => Interlocked.Increment(ref _hitsDropped);

    public void Embedded(EmbeddingUsage usage)
    {
        Interlocked.Increment(ref _embedded);
        Interlocked.Add(ref _embeddingHits, usage.Remembered);
        Interlocked.Add(ref _embeddedTokens, usage.Tokens);
        Interlocked.Add(ref _truncated, usage.Truncated);
    }

    /// <summary>A copy; counters that change meanwhile may be from before or after.</summary>
    public CacheStatistics Snapshot() => new()
    {
        Hits = Enum.GetValues<HitTier>().ToDictionary(tier => tier, tier => Interlocked.Read(ref _hits[(int)tier])),
        Misses = Enum.GetValues<MissReason>()
            .ToDictionary(reason => reason, reason => Interlocked.Read(ref _misses[(int)reason])),
        Stored = Interlocked.Read(ref _stores[(int)StoreStatus.Stored]),
        StoresRefused = Interlocked.Read(ref _stores[(int)StoreStatus.Refused]),
        StoresFailed = Interlocked.Read(ref _stores[(int)StoreStatus.Failed]),
        Evicted = Interlocked.Read(ref _evicted),
        Expired = Interlocked.Read(ref _expired),
        Invalidated = Interlocked.Read(ref _invalidated),
        Joined = Interlocked.Read(ref _joined),
        HitsNotWrittenDown = Interlocked.Read(ref _hitsDropped),
        PromptsEmbedded = Interlocked.Read(ref _embedded),
        EmbeddingHits = Interlocked.Read(ref _embeddingHits),
        TokensEmbedded = Interlocked.Read(ref _embeddedTokens),
        PromptsTruncated = Interlocked.Read(ref _truncated),
        TokensSaved = Interlocked.Read(ref _tokensSaved),
        TimeSaved = new TimeSpan(Interlocked.Read(ref _ticksSaved)),
    };
}
