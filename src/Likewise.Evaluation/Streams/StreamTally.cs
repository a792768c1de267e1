namespace Likewise.Evaluation;

/// <summary>Counts what becomes of the requests of a stream.</summary>
internal sealed class StreamTally(int requestsMax)
{
    private readonly List<LookupTimings> _timings = new(requestsMax);
    private readonly HashSet<string> _storedGroups = new(StringComparer.Ordinal);
    private int _exactHits;
    private int _right;
    private int _wrong;
    private int _misses;
    private int _missedDuplicates;
    private int _notCacheable;

    public int Requests => _right + _wrong + _misses;

    public void AddHit(LookupHit hit, bool isRight)
    {
        _timings.Add(hit.Timings);
        _exactHits += hit.Tier is HitTier.Exact or HitTier.SharedExact ? 1 : 0;
        _ = isRight ? _right++ : _wrong++;
    }

    /// <param name="miss">The miss; null for a prompt that the cache refused.</param>
    /// <param name="group">The group of the prompt, an answer to which is stored unless the miss forbids it.</param>
    public void AddMiss(LookupMiss? miss, string group)
    {
        _misses++;
        if (miss is not null)
            _timings.Add(miss.Timings);

        if (miss?.Ticket is null)
            _notCacheable++;
        else if (!_storedGroups.Add(group))
            _missedDuplicates++;
    }

    public StreamReport ToReport(
        CacheStatistics statistics, EmbedderIdentity embedder, EvaluationOptions options, TimeSpan elapsed) => new()
    {
        Requests = Requests,
        ExactHits = _exactHits,
        Right = _right,
        Wrong = _wrong,
        MissedDuplicates = _missedDuplicates,
        NotCacheable = _notCacheable,
        Lookup = LookupLatencies.Of(_timings),
        Entries = statistics.Entries,
        Bytes = statistics.VectorBytes + statistics.PayloadBytes,
        SimilarityMin = options.SimilarityMin,
        Seed = options.Seed,
        Embedder = embedder,
        Elapsed = elapsed,
    };
}
