namespace Likewise;

/// <summary>
/// What a request leaves for the decision log: references to what was there anyway, put into words by whoever writes the log. It
/// is used again and again, so a request allocates nothing for it.
/// </summary>
internal sealed class DecisionNote(int candidatesMax)
{
    /// <summary>Near, and then far.</summary>
    private readonly NotedCandidate[] _candidates = new NotedCandidate[2 * candidatesMax];

    private int _tierAt;

    public NoteKind Kind { get; set; }

    /// <summary>The lookup's number; of an outcome and of an entry stored, the lookup that it comes from, or 0.</summary>
    public long Lookup { get; set; }

    public DateTimeOffset At { get; set; }

    public NormalizedRequest Request { get; set; }

    /// <summary>What the prompt says, where a decision needed it.</summary>
    public PromptFeatures? Features { get; set; }

    public LookupResult? Result { get; set; }

    /// <summary>The entry that was stored or removed, or that an outcome is of.</summary>
    public EntrySummary? Entry { get; set; }

    public RemovalReason Removal { get; set; }

    public OutcomeSource Source { get; set; }

    public bool IsRight { get; set; }

    /// <summary>What the lookup was about.</summary>
    public string? Label { get; set; }

    public bool HasTierFailed { get; private set; }

    /// <summary>Done when all before it is written; of a note that asks for just that.</summary>
    public TaskCompletionSource? Written { get; set; }

    public int Count { get; private set; }

    public ReadOnlySpan<NotedCandidate> Candidates => _candidates.AsSpan(0, Count);

    /// <summary>A tier has found candidates; those of the tier before stay.</summary>
    public void Found(ReadOnlySpan<Candidate> candidates, HitTier tier, DateTimeOffset now)
    {
        if (Count == 0)
            At = now;
        _tierAt = Count;
        var fate = tier == HitTier.Far ? CandidateFate.Far : CandidateFate.None;
        foreach (var candidate in candidates)
        {
            if (Count < _candidates.Length)
                _candidates[Count++] = new NotedCandidate(candidate, fate, default);
        }
    }

    /// <summary>A candidate of the tier that was searched last was passed over.</summary>
    public void PassedOver(int index) => Add(index, CandidateFate.PassedOver);

    /// <summary>A candidate was decided on, and a verifier asked where that was left open.</summary>
    public void Decided(int index, in Verdict judged, in Verdict verdict)
    {
        ref var noted = ref NotedAt(index);
        var fate = judged.Outcome == VerdictOutcome.Verify
            ? CandidateFate.Examined | CandidateFate.Verified | (judged.IsRescued ? 0 : CandidateFate.Sure)
            : CandidateFate.Examined;
        noted = noted with { Fate = noted.Fate | fate, Verdict = verdict };
    }

    /// <summary>A candidate was accepted, and its answer could not be read.</summary>
    public void Unreadable(int index) => Add(index, CandidateFate.Unreadable);

    public void TierFailed() => HasTierFailed = true;

    public void Clear()
    {
        Array.Clear(_candidates, 0, Count);
        (Kind, Lookup, Count, _tierAt, HasTierFailed) = (default, 0, 0, 0, false);
        (Request, Features, Result, Entry, Label, Written) = (default, null, null, null, null, null);
    }

    private void Add(int index, CandidateFate fate)
    {
        ref var noted = ref NotedAt(index);
        noted = noted with { Fate = noted.Fate | fate };
    }

    private ref NotedCandidate NotedAt(int index) => ref _candidates[_tierAt + index];
}
