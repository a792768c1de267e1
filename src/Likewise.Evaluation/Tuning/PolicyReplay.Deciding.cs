namespace Likewise.Evaluation;

internal sealed partial class PolicyReplay
{
    private const string Exact = "exact", Threshold = "threshold", Bound = "bound", MaxAge = "max-age", Fault = "fault";

    /// <summary>Whether the decision hung on something that the log does not know.</summary>
    private bool _isOpen;

    private LoggedRun Run => world.Run!; // Every file of a log begins with one.

    private Guards GuardsAsked => policy.Guards ?? Run.Guards;

    /// <summary>Whether evidence decided, and what it said then is taken as it is.</summary>
    private bool IsBound => policy.SimilarityMin is null && Run.Decision == HitDecision.Bound;

    private ReplayDecision Decide(LoggedLookup lookup, int key)
    {
        var now = lookup.At.UtcTicks;
        if (IsAdded(key, now) && !(lookup.MaxAge is { } maxAge && now - world.TicksOf(_added[key]) > maxAge.Ticks))
            return new ReplayDecision(HitTier.Exact, default, Exact, -1);
        if (!lookup.IsExact)
            return ByMeaning(lookup, now);
        if (Exists(lookup.Entry) && IsInTime(lookup.Entry, now))
            return ReplayDecision.Of(lookup);

        // The same words were answered by meaning before, in this replay; then the same candidates are there again.
        var before = _servedBefore[key] - 1;
        if (before >= 0 && IsStillThere(before, now))
            return new ReplayDecision(HitTier.Near, default, IsBound ? Bound : Threshold, before);
        _isOpen = true;
        return new ReplayDecision(null, MissReason.NothingStored, "", -1);
    }

    /// <summary>The candidates of a tier after the other, until one is accepted.</summary>
    private ReplayDecision ByMeaning(LoggedLookup lookup, long now)
    {
        var candidates = lookup.Candidates.Span;
        var far = 0;
        while (far < candidates.Length && !candidates[far].Fate.HasFlag(CandidateFate.Far))
            far++;

        var near = Choose(lookup, candidates[..far], HitTier.Near, now);
        if (near.Decision.Tier is not null)
            return near.Decision;
        if (lookup.HasTierFailed)
            near = Closer(near, Nothing(MissReason.TierFailed));
        if (far == candidates.Length)
            return near.Decision;

        var further = Choose(lookup, candidates[far..], HitTier.Far, now);
        return further.Decision.Tier is not null ? further.Decision : Closer(near, further).Decision;
    }

    private (ReplayDecision Decision, double Similarity) Choose(
        LoggedLookup lookup, ReadOnlySpan<LoggedCandidate> candidates, HitTier tier, long now)
    {
        var closest = Nothing(MissReason.NothingStored);
        var isFewer = false;
        foreach (ref readonly var candidate in candidates)
        {
            if (!IsThere(candidate, now, out var bornTicks))
            {
                isFewer |= !candidate.Fate.HasFlag(CandidateFate.PassedOver);
                continue;
            }

            var (isAccepted, rule) = Judge(lookup, candidate, now - bornTicks);
            if (!isAccepted)
            {
                closest = Closer(closest, (new(null, ReasonOf(rule), rule, candidate.Entry), candidate.Similarity));
                if (rule == Threshold)
                    return closest;
                continue;
            }

            if (!candidate.Fate.HasFlag(CandidateFate.Unreadable))
                return (new ReplayDecision(tier, default, rule, candidate.Entry), candidate.Similarity);
            closest = Closer(closest, Nothing(lookup.Entry < 0 ? lookup.Reason : MissReason.StoreFailed));
        }

        // Where the replay lacks one of as many as were looked for, another would have been found behind them.
        _isOpen |= isFewer && candidates.Length == Run.CandidatesMax;
        return closest;
    }

    /// <summary>Whether a candidate of the log is in the replay too, and since when.</summary>
    private bool IsThere(in LoggedCandidate candidate, long now, out long bornTicks)
    {
        ref var entry = ref world.Of(candidate.Entry);
        bornTicks = entry.CreatedTicks;
        if (candidate.Fate.HasFlag(CandidateFate.Foreign))
            return false;
        if (Exists(candidate.Entry))
        {
            var wasLive = !candidate.Fate.HasFlag(CandidateFate.PassedOver)
                && (candidate.Fate.HasFlag(CandidateFate.Examined) || !IsGone(entry, now));
            var hasNowMoreTime = policy.TimeToLive is not null && entry.HasLifeInForce
                && candidate.Fate.HasFlag(CandidateFate.Ended);
            if ((wasLive || hasNowMoreTime) && IsInTime(candidate.Entry, now))
                return true;
        }

        // Another answer to the same words may be there.
        if (!IsAdded(entry.Key, now))
            return false;
        bornTicks = world.TicksOf(_added[entry.Key]);
        return true;
    }

    private bool IsStillThere(int entry, long now) =>
        (Exists(entry) && IsInTime(entry, now) && !IsGone(world.Of(entry), now)) || IsAdded(world.Of(entry).Key, now);

    /// <summary>Whether it had left. What left with its time stays as long as the policy says.</summary>
    private bool IsGone(in ReplayEntry entry, long now) =>
        entry.GoneTicks <= now && !(policy.TimeToLive is not null && entry.HasLifeInForce && entry.HasEnded);

    /// <summary>Whether an answer to a prompt is there that the replay has, and the log has not.</summary>
    private bool IsAdded(int key, long now) =>
        _added[key] is var added and not 0 && now < world.TicksOf(added) + (policy.TimeToLive ?? Run.TimeToLive).Ticks;

    /// <summary>The rules in their order, as the cache has them.</summary>
    private (bool IsAccepted, string Rule) Judge(LoggedLookup lookup, in LoggedCandidate candidate, long ageTicks)
    {
        if (!(candidate.Similarity >= ConsideredMinOf(lookup)))
            return (false, Threshold);
        if (lookup.MaxAge is { } maxAge && ageTicks > maxAge.Ticks)
            return (false, MaxAge);
        if (candidate.Fate.HasFlag(CandidateFate.Faulted))
            return (false, Fault);
        if (ObjectionTo(candidate) is { } guard)
            return (false, guard);

        var isSure = IsSure(lookup, candidate);
        var rule = IsBound ? Bound : Threshold;
        return Run.Verifier.Length > 0 && IsVerified(lookup, candidate, isSure) ? Verify(candidate) : (isSure, rule);
    }

    /// <summary>
    /// Where evidence decided, what it said then. Of a candidate that nobody examined, or that a guard had rejected, nobody asked
    /// how sure it is.
    /// </summary>
    private bool IsSure(LoggedLookup lookup, in LoggedCandidate candidate)
    {
        if (!IsBound)
            return candidate.Similarity >= SimilarityMinOf(lookup);
        if (candidate.Fate.HasFlag(CandidateFate.Sure))
            return true;

        var isUnknown = !candidate.Fate.HasFlag(CandidateFate.Examined)
            || (candidate.Objections & Run.Guards & ~GuardsAsked) != 0;
        _isOpen |= isUnknown;
        return false;
    }

    private string? ObjectionTo(in LoggedCandidate candidate)
    {
        var objections = candidate.Objections & GuardsAsked;
        if (objections == Guards.None)
            return null;
        foreach (var (kind, name) in Run.GuardOrder)
        {
            if (objections.HasFlag(kind))
                return name;
        }

        return null;
    }

    private bool IsVerified(LoggedLookup lookup, in LoggedCandidate candidate, bool isSure)
    {
        var score = double.IsNaN(candidate.Score) ? candidate.Similarity : candidate.Score;
        if (isSure)
            return !(score >= Run.VerifiedBelow);
        return IsBound
            ? candidate.Fate.HasFlag(CandidateFate.Verified)
            : MayRescue(lookup, out var rescuedMin) && score >= rescuedMin;
    }

    private (bool IsAccepted, string Rule) Verify(in LoggedCandidate candidate)
    {
        if (candidate.Fate.HasFlag(CandidateFate.Verified))
            return (candidate.Fate.HasFlag(CandidateFate.Accepted), candidate.Rule);
        _isOpen = true; // Nobody asked the verifier then.
        return (false, Run.Verifier);
    }

    private double ConsideredMinOf(LoggedLookup lookup)
    {
        var served = SimilarityMinOf(lookup);
        var isRescued = MayRescue(lookup, out var considered) && Run.Decision == HitDecision.Threshold;
        var least = IsBound ? considered : isRescued ? Math.Min(served, considered) : served;
        return Math.Max(least, lookup.SimilarityMin ?? least);
    }

    /// <summary>The namespace's own, whatever another threshold the policy gives to the rest.</summary>
    private double SimilarityMinOf(LoggedLookup lookup) =>
        lookup.Place.SimilarityMin ?? policy.SimilarityMin ?? Run.SimilarityMin;

    /// <summary>Whether a verifier was shown what is less close than what was served.</summary>
    private bool MayRescue(LoggedLookup lookup, out double consideredMin)
    {
        consideredMin = lookup.Place.ConsideredMin ?? Run.ConsideredMin;
        return consideredMin < (lookup.Place.SimilarityMin ?? Run.SimilarityMin);
    }

    private bool Exists(int entry) => world.Of(entry).Origin is var origin && (origin == 0 || _missed[origin]);

    private bool IsInTime(int number, long now)
    {
        ref var entry = ref world.Of(number);
        return policy.TimeToLive is not { } life || !entry.HasLifeInForce || now < entry.CreatedTicks + life.Ticks;
    }

    private static (ReplayDecision Decision, double Similarity) Nothing(MissReason reason) =>
        (new ReplayDecision(null, reason, "", -1), double.NaN);

    private static MissReason ReasonOf(string rule) => rule switch
    {
        Threshold or Bound => MissReason.NotSimilar,
        MaxAge => MissReason.TooOld,
        _ => MissReason.Rejected,
    };

    /// <summary>Of two findings without a hit the one that says more, as the cache has it.</summary>
    private static (ReplayDecision Decision, double Similarity) Closer(
        in (ReplayDecision Decision, double Similarity) one, in (ReplayDecision Decision, double Similarity) other)
    {
        var isOther = one.Decision.Entry < 0
            ? other.Decision.Entry >= 0 || one.Decision.Reason == MissReason.NothingStored
            : other.Similarity > one.Similarity;
        return isOther ? other : one;
    }
}
