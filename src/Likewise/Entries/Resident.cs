namespace Likewise;

/// <summary>An entry as this process holds it: what is said of it, how it is used, and its answer where memory allows.</summary>
/// <remarks>
/// <see cref="LastUsedAt"/>, <see cref="HitCount"/> and <see cref="Response"/> may be read and written by any thread. The links
/// and <see cref="UnsavedHits"/> belong to the <see cref="EntryTable"/>, under its lock; <see cref="HeldAt"/> to the
/// <see cref="ResidentResponses"/>, under theirs.
/// </remarks>
internal sealed class Resident(EntrySummary summary, EntryActivity activity) : OrderNode
{
    private long _lastUsedTicks = activity.LastUsedAt.UtcTicks;
    private long _hitCount = activity.HitCount;
    private long _right = activity.Feedback.Right;
    private long _wrong = activity.Feedback.Wrong;
    private long _history;
    private long _vouchedUpTo = summary.Epoch;
    private float _lastScore = float.NaN;
    private int _answerHash;
    private RecordedResponse? _response;
    private PrincipalSet _confirmedBy = activity.ConfirmedBy;

    public EntrySummary Summary { get; } = summary;

    /// <summary>Of the words asked, so that an entry that comes back is known again.</summary>
    public override ulong Hash => Summary.Key.Hash;

    public override long StartTicks => Summary.CreatedAt.UtcTicks;

    /// <summary>The moment from which <see cref="IsLive"/> is false, as things are.</summary>
    public override long EndTicks
    {
        get
        {
            var expiry = Summary.Expiry;
            var end = Sum(expiry.FreshUntil(Demand).UtcTicks, expiry.Leeway.Stale);
            return expiry.Sliding is { } window ? Math.Min(end, Sum(Interlocked.Read(ref _lastUsedTicks), window)) : end;
        }
    }

    public override double Worth => HitWorth.Of(this);

    /// <summary>What it takes: in this process, and in the store.</summary>
    public int Bytes => EntrySize.Of(Summary) + Summary.PayloadBytes;

    public long HitCount => Interlocked.Read(ref _hitCount);

    public DateTimeOffset LastUsedAt => new(Interlocked.Read(ref _lastUsedTicks), TimeSpan.Zero);

    /// <summary>What callers said of the answer.</summary>
    public EntryFeedback Feedback => new(Interlocked.Read(ref _right), Interlocked.Read(ref _wrong));

    /// <summary>Who stands behind the answer.</summary>
    public PrincipalSet ConfirmedBy => Volatile.Read(ref _confirmedBy);

    public EntryActivity Activity => new(HitCount, LastUsedAt) { Feedback = Feedback, ConfirmedBy = ConfirmedBy };

    /// <summary>The decoded answer; null when it must be read from the store.</summary>
    public RecordedResponse? Response
    {
        get => Volatile.Read(ref _response);
        set => Volatile.Write(ref _response, value);
    }

    /// <summary>
    /// Of the answer's text, the same in this process for the same text; 0: it says nothing, or was not read since the start.
    /// </summary>
    public int AnswerHash => Volatile.Read(ref _answerHash);

    /// <summary>The number of the last invalidation that is known not to have taken it.</summary>
    public long VouchedUpTo
    {
        get => Volatile.Read(ref _vouchedUpTo);
        set => Volatile.Write(ref _vouchedUpTo, value);
    }

    /// <summary>Hits that the store does not know of yet.</summary>
    public int UnsavedHits { get; set; }

    /// <summary>The entries that it leaves for; null where it is not among any.</summary>
    public EntryPart? Part { get; set; }

    /// <summary>Other words that it answers, the oldest first; null for none.</summary>
    public List<EntryAliases.Alias>? Aliases { get; set; }

    /// <summary>A neighbour in a list of the <see cref="EndOrder"/>.</summary>
    public Resident? Sooner { get; set; }

    /// <summary>The other one.</summary>
    public Resident? Later { get; set; }

    /// <summary>The list that it was put in.</summary>
    public sbyte EndPlace { get; set; }

    /// <summary>Where the answer stands among those held in memory; null when it is not held.</summary>
    public LinkedListNode<Resident>? HeldAt { get; set; }

    /// <summary>How it did so far, where that became known.</summary>
    public EntryHistory History
    {
        get => EntryHistory.Unpack(Interlocked.Read(ref _history));
        set => Interlocked.Exchange(ref _history, value.Pack());
    }

    /// <summary>How sure the last hit by meaning was; null before the first.</summary>
    public double? LastScore => Volatile.Read(ref _lastScore) is var score && float.IsNaN(score) ? null : score;

    /// <summary>Whether it may still answer.</summary>
    public bool IsLive(DateTimeOffset now) => !Summary.HasEnded(now, LastUsedAt, Demand);

    /// <summary>The use that may lengthen its life: none once somebody has said that its answer was wrong.</summary>
    public long Demand => Interlocked.Read(ref _wrong) > 0 ? 0 : HitCount;

    public void Add(EntryFeedback feedback)
    {
        Interlocked.Add(ref _right, feedback.Right);
        Interlocked.Add(ref _wrong, feedback.Wrong);
    }

    /// <summary>Notes that one more stands behind the answer.</summary>
    public void Confirm(ulong principal)
    {
        PrincipalSet before;
        do
            before = ConfirmedBy;
        while (Interlocked.CompareExchange(ref _confirmedBy, before.With(principal), before) != before);
    }

    /// <summary>Notes how sure a hit was, for feedback that names the entry alone.</summary>
    public void Served(in Verdict verdict)
    {
        if (verdict.Score is { } score)
            Volatile.Write(ref _lastScore, (float)score);
    }

    /// <summary>Notes that its answer was right, or wrong, for what was asked.</summary>
    public void Learn(bool isRight, double expectedWrong)
    {
        long before, after;
        do
        {
            before = Interlocked.Read(ref _history);
            after = EntryHistory.Unpack(before).With(isRight, expectedWrong).Pack();
        }
        while (Interlocked.CompareExchange(ref _history, after, before) != before);
    }

    /// <summary>No moment is further away than the last one that there is.</summary>
    private static long Sum(long ticks, TimeSpan more) =>
        Math.Min(DateTimeOffset.MaxValue.UtcTicks, ticks + Math.Min(more.Ticks, DateTimeOffset.MaxValue.UtcTicks));

    /// <summary>Notes what the answer says, before the answer itself may leave memory.</summary>
    public void Answers(RecordedResponse response)
    {
        if (response.Choices.Count == 1 && response.Text.Length > 0)
            Volatile.Write(ref _answerHash, response.Text.GetHashCode(StringComparison.Ordinal));
    }

    public void Touch(DateTimeOffset now, bool isServed)
    {
        Interlocked.Exchange(ref _lastUsedTicks, now.UtcTicks);
        if (isServed)
            Interlocked.Increment(ref _hitCount);
    }
}
