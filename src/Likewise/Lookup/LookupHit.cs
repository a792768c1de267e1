namespace Likewise;

/// <summary>An answer that is right for the request.</summary>
public sealed class LookupHit : LookupResult
{
    internal LookupHit(
        RecordedResponse response, EntrySummary entry, HitTier tier, double similarity, Verdict verdict, TimeSpan age,
        LookupTimings timings)
        : base(timings)
    {
        (Response, Entry, Tier, Similarity, Verdict) = (response, entry, tier, similarity, verdict);
        Age = age > TimeSpan.Zero ? age : TimeSpan.Zero; // Clocks are set back, and those of two machines differ.
    }

    /// <summary>The answer.</summary>
    public RecordedResponse Response { get; }

    /// <summary>The entry that it comes from.</summary>
    public EntrySummary Entry { get; }

    /// <summary>Where it was found.</summary>
    public HitTier Tier { get; }

    /// <summary>Cosine of the two prompts, in [-1, 1]; 1 when the words are the same.</summary>
    public double Similarity { get; }

    /// <summary>What accepted it.</summary>
    public Verdict Verdict { get; }

    /// <summary>
    /// Whether the hit was drawn to be audited: the model should be asked all the same, and what comes of it told
    /// (<see cref="SemanticCache.ObserveAsync"/>). Where the cache calls the model, it does so itself.
    /// </summary>
    /// <value>As often as <see cref="AuditOptions.Share"/> says; never of the same words.</value>
    public bool IsAuditDue { get; internal init; }

    /// <summary>How long ago it was stored; never negative.</summary>
    public TimeSpan Age { get; }

    /// <summary>Whether its time is over, and why it is given all the same.</summary>
    public Staleness Staleness { get; internal init; }

    /// <summary>How long it is still fresh if nobody uses it; negative: for how long it has not been.</summary>
    public TimeSpan FreshFor { get; internal init; }

    /// <summary>Whether its time is over.</summary>
    public bool IsStale => Staleness != Staleness.Fresh;

    /// <summary>Whether the words are the same.</summary>
    internal bool IsExact => Tier is HitTier.Exact or HitTier.SharedExact;
}
