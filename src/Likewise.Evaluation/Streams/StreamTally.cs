namespace Likewise.Evaluation;

/// <summary>Counts what becomes of the requests of a stream.</summary>
internal sealed class StreamTally(int requestsMax)
{
    private readonly List<LookupTimings> _timings = new(requestsMax);
    private readonly List<StreamDecision> _decisions = [];
    private readonly HashSet<(string, string)> _storedGroups = [];
    private readonly Dictionary<EntryId, string> _groupOf = [];
    private int _exactHits;
    private int _right;
    private int _wrong;
    private int _misses;
    private int _missedDuplicates;
    private int _notCacheable;
    private int? _requestsBefore;

    public int Requests => _right + _wrong + _misses;

    /// <summary>From now on the prompts are those of the stream that follows the first.</summary>
    public void BeginLater() => _requestsBefore = Requests;

    public void AddHit(LookupHit hit, bool isRight)
    {
        _timings.Add(hit.Timings);
        _ = isRight ? _right++ : _wrong++;
        if (hit.Tier is HitTier.Exact or HitTier.SharedExact)
            _exactHits++;
        else
            Add(hit.Verdict, hit.Entry, isServed: true, isRight, hit.IsAuditDue);
    }

    /// <param name="miss">The miss; null for a prompt that the cache refused.</param>
    /// <param name="prompt">The prompt, an answer to which is stored unless the miss forbids it.</param>
    public void AddMiss(LookupMiss? miss, LabelledPrompt prompt)
    {
        _misses++;
        if (miss is not null)
            _timings.Add(miss.Timings);
        if (miss?.NearMiss is { } near)
            Add(near.Verdict, near.Candidate.Summary, isServed: false, IsRight(near, prompt), isAudited: false);

        if (miss?.Ticket is null)
            _notCacheable++;
        else if (!_storedGroups.Add((prompt.Namespace, prompt.Group)))
            _missedDuplicates++;
    }

    /// <summary>Notes whose answer an entry holds.</summary>
    public void AddEntry(EntryId id, string group) => _groupOf[id] = group;

    /// <summary>Whether the entry that was nearly served holds the answer to the prompt's group.</summary>
    public bool IsRight(NearestMiss near, LabelledPrompt prompt) => _groupOf[near.Candidate.Summary.Id] == prompt.Group;

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
        WrongShareMax = options.WrongShareMax,
        Seed = options.Seed,
        Embedder = embedder,
        Elapsed = elapsed,
        Served = ServedGroup.Of("all", _decisions),
        Audited = _decisions.Count(decision => decision.IsAudited),
        Groups = [.. _decisions.GroupBy(decision => decision.Namespace, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => ServedGroup.Of(group.Key, group))],
        Bounds = statistics.Bounds,
        Scores = [.. _decisions.Where(one => one.Score is not null).Select(one => (one.Score.GetValueOrDefault(), one.IsRight))],
        Drift = _requestsBefore is { } before
            ? DriftReport.Of(Requests - before, [.. _decisions.Where(decision => decision.IsLater)], options.WrongShareMax)
            : null,
    };

    private void Add(in Verdict verdict, EntrySummary entry, bool isServed, bool isRight, bool isAudited) => _decisions.Add(
        new StreamDecision(verdict.Score, isServed, isRight, isAudited, entry.Namespace, _requestsBefore is not null));
}
