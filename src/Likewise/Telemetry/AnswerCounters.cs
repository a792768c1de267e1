namespace Likewise;

/// <summary>How requests were answered: of all callers, or of one tenant. Every member may be called by any thread.</summary>
/// <param name="modelsMax">How many models' tokens are counted apart.</param>
internal sealed class AnswerCounters(int modelsMax)
{
    private readonly long[] _hits = new long[Enum.GetValues<HitTier>().Length];
    private readonly long[] _misses = new long[Enum.GetValues<MissReason>().Length];
    private readonly long[] _stores = new long[Enum.GetValues<StoreStatus>().Length];
    private readonly OutcomeCounters _outcomes = new();
    private readonly TokenLedger _tokens = new(modelsMax);
    private long _joined, _tokensSaved, _ticksSaved, _ticksSpent, _right, _wrong;
    private long _withheldByMeaning, _withheldBySameWords, _tokensWithheld, _ticksWithheld;

    public IReadOnlyDictionary<HitTier, long> Hits =>
        Enum.GetValues<HitTier>().ToDictionary(tier => tier, tier => Interlocked.Read(ref _hits[(int)tier]));

    public IReadOnlyDictionary<MissReason, long> Misses =>
        Enum.GetValues<MissReason>().ToDictionary(reason => reason, reason => Interlocked.Read(ref _misses[(int)reason]));

    public long Joins => Interlocked.Read(ref _joined);

    public long TokensSaved => Interlocked.Read(ref _tokensSaved);

    public TimeSpan TimeSaved => new(Interlocked.Read(ref _ticksSaved));

    /// <summary>What lookups that found nothing took.</summary>
    public TimeSpan TimeSpent => new(Interlocked.Read(ref _ticksSpent));

    public IReadOnlyList<TokenAccount> Tokens => _tokens.Read();

    public EntryFeedback Feedback => new(Interlocked.Read(ref _right), Interlocked.Read(ref _wrong));

    public OutcomeStatistics Outcomes => _outcomes.Snapshot();

    public WithheldStatistics Withheld => new()
    {
        ByMeaning = Interlocked.Read(ref _withheldByMeaning),
        BySameWords = Interlocked.Read(ref _withheldBySameWords),
        Tokens = Interlocked.Read(ref _tokensWithheld),
        Time = new TimeSpan(Interlocked.Read(ref _ticksWithheld)),
    };

    public long Stores(StoreStatus status) => Interlocked.Read(ref _stores[(int)status]);

    public void Looked(LookupResult result)
    {
        if (result is LookupMiss miss)
            Miss(miss);
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

    public void Told(OutcomeKind kind, AnswerAgreement agreement) => _outcomes.Add(kind, agreement);

    public void Spent(TokenUse use, string model, TokenUsage usage) => _tokens.Add(use, model, usage);

    private void Hit(LookupHit hit)
    {
        Interlocked.Increment(ref _hits[(int)hit.Tier]);
        Interlocked.Add(ref _tokensSaved, hit.Entry.Cost.TotalTokens);
        Interlocked.Add(ref _ticksSaved, TicksSavedBy(hit));
        _tokens.Add(TokenUse.Saved, hit.Entry.Model, hit.Entry.Cost with
        {
            CachedInputTokens = Math.Min(hit.Response.Usage.CachedInputTokens, hit.Entry.Cost.InputTokens),
        });
    }

    private void Miss(LookupMiss miss)
    {
        Interlocked.Increment(ref _misses[(int)miss.Reason]);
        Interlocked.Add(ref _ticksSpent, miss.Timings.Total.Ticks);
        if (miss.Withheld is not { } hit)
            return;

        Interlocked.Increment(ref hit.IsExact ? ref _withheldBySameWords : ref _withheldByMeaning);
        Interlocked.Add(ref _tokensWithheld, hit.Entry.Cost.TotalTokens);
        Interlocked.Add(ref _ticksWithheld, TicksSavedBy(hit));
    }

    private static long TicksSavedBy(LookupHit hit) => Math.Max(0, (hit.Entry.Latency - hit.Timings.Total).Ticks);
}
