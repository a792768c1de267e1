namespace Likewise;

/// <summary>How requests were answered: of all callers, or of one tenant. Every member may be called by any thread.</summary>
internal sealed class AnswerCounters
{
    private readonly long[] _hits = new long[Enum.GetValues<HitTier>().Length];
    private readonly long[] _misses = new long[Enum.GetValues<MissReason>().Length];
    private readonly long[] _stores = new long[Enum.GetValues<StoreStatus>().Length];
    private long _joined, _tokensSaved, _ticksSaved, _right, _wrong;

    public IReadOnlyDictionary<HitTier, long> Hits =>
        Enum.GetValues<HitTier>().ToDictionary(tier => tier, tier => Interlocked.Read(ref _hits[(int)tier]));

    public IReadOnlyDictionary<MissReason, long> Misses =>
        Enum.GetValues<MissReason>().ToDictionary(reason => reason, reason => Interlocked.Read(ref _misses[(int)reason]));

    public long Joins => Interlocked.Read(ref _joined);

    public long TokensSaved => Interlocked.Read(ref _tokensSaved);

    public TimeSpan TimeSaved => new(Interlocked.Read(ref _ticksSaved));

    public EntryFeedback Feedback => new(Interlocked.Read(ref _right), Interlocked.Read(ref _wrong));

    public long Stores(StoreStatus status) => Interlocked.Read(ref _stores[(int)status]);

    public void Looked(LookupResult result)
    {
        if (result is LookupMiss miss)
            Interlocked.Increment(ref _misses[(int)miss.Reason]);
        else if (result is LookupHit hit)
            Hit(hit);
    }

    public void Stored(StoreStatus status) => Interlocked.Increment(ref _stores[(int)status]);

    public void Joined() => Interlocked.Increment(ref _joined);

    public void Said(EntryFeedback feedback)
    {
        Interlocked.Add(ref _right, feedback.Right);
        Interlocked.Add(ref _wrong, feedback.Wrong);
    }

    private void Hit(LookupHit hit)
    {
        Interlocked.Increment(ref _hits[(int)hit.Tier]);
        Interlocked.Add(ref _tokensSaved, hit.Entry.Cost.TotalTokens);
        Interlocked.Add(ref _ticksSaved, Math.Max(0, (hit.Entry.Latency - hit.Timings.Total).Ticks));
    }
}
