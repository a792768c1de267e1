namespace Likewise.Evaluation;

/// <summary>
/// Replays a log with one policy. An entry exists in a replay only if there its request missed; one that the log has, and the
/// replay has not, is passed over. Where the replay misses what was a hit, the model would have been asked and its answer stored:
/// such an entry is known by its words alone, for nobody measured how close it is to anything.
/// </summary>
/// <remarks>
/// The replay of the policy in force equals what happened, decision by decision (a test says so of random traffic). Of each key
/// and lookup it keeps a few bytes.
/// </remarks>
internal sealed partial class PolicyReplay(TunePolicy policy, ReplayWorld world, OutcomeIndex outcomes)
{
    private readonly GrowingBits _missed = new();

    /// <summary>By key, the lookup whose answer the replay has stored, and the log has not.</summary>
    private readonly PagedNumbers _added = new();

    /// <summary>By key, the entry that answered it by meaning, and one more.</summary>
    private readonly PagedNumbers _servedBefore = new();

    private readonly Dictionary<ulong, double> _furthestAdded = [];

    public TunePolicy Policy => policy;

    public ReplayTally Tally { get; } = new();

    /// <summary>Somebody took an entry away: what the replay has in its place goes too.</summary>
    public void Add(LoggedRemoval removal)
    {
        var key = world.Of(removal.Entry).Key;
        if (removal.Reason == RemovalReason.Removed && _added[key] != 0)
            _added[key] = 0;
    }

    /// <summary>The cache was started anew and is empty.</summary>
    public void Forget()
    {
        _added.Clear();
        _servedBefore.Clear();
        _furthestAdded.Clear();
    }

    /// <summary>Decides a lookup, and lets the decision have its consequences.</summary>
    /// <param name="lookup">The lookup.</param>
    /// <param name="key">The number of its key.</param>
    public ReplayDecision Add(LoggedLookup lookup, int key)
    {
        // 1. Decide.
        _isOpen = false;
        var decision = Decide(lookup, key);

        // 2. What it saves, and whether it was right.
        if (decision.Tier is not null)
            Tally.AddHit(decision, lookup, Saved(decision, key), JudgedAs(decision, lookup));
        else
            Tally.AddMiss(_isOpen || MayHitWhatWasAdded(lookup));

        // 3. What follows for later ones.
        if (decision.Tier is null)
            Miss(lookup, key);
        else if (!decision.IsExact)
            _servedBefore[key] = decision.Entry + 1;
        return decision;
    }

    private void Miss(LoggedLookup lookup, int key)
    {
        _missed.Set(lookup.Number);
        if (lookup.Tier is null || !lookup.MayStore)
            return; // What was stored then, if anything, is in the log.

        _added[key] = (int)lookup.Number;
        var scope = lookup.Place.Scope;
        var away = Math.Acos(Math.Clamp(SimilarityTo(lookup, lookup.Entry), -1, 1));
        _furthestAdded[scope] = Math.Max(away, _furthestAdded.GetValueOrDefault(scope));
    }

    /// <summary>
    /// Whether an answer that the replay has stored, and the log has not, might be close enough. Its prompt lies at a known angle
    /// from an entry of the log, and no entry was closer to the one asked than the first candidate, so the triangle inequality
    /// says how close the two can be.
    /// </summary>
    private bool MayHitWhatWasAdded(LoggedLookup lookup)
    {
        if (!_furthestAdded.TryGetValue(lookup.Place.Scope, out var furthest))
            return false;

        var candidates = lookup.Candidates.Span;
        var closest = candidates.IsEmpty ? 0 : Math.Acos(Math.Clamp(candidates[0].Similarity, -1, 1));
        return Math.Cos(Math.Max(0, closest - furthest)) >= ConsideredMinOf(lookup);
    }

    private static double SimilarityTo(LoggedLookup lookup, int entry)
    {
        foreach (var candidate in lookup.Candidates.Span)
        {
            if (candidate.Entry == entry)
                return candidate.Similarity;
        }

        return 1; // The same words.
    }

    private (long Tokens, long Ticks) Saved(in ReplayDecision decision, int key)
    {
        // An answer that only the replay has cost what the one that was served then had cost.
        var entry = decision.Entry >= 0 ? decision.Entry : world.ServedThen(_added[key]);
        return entry < 0 ? default : (world.Of(entry).Tokens, world.Of(entry).LatencyTicks);
    }

    private Judged JudgedAs(in ReplayDecision decision, LoggedLookup lookup)
    {
        if (decision.IsExact || decision.Entry < 0)
            return Judged.NotByMeaning;

        var wasServed = lookup.Tier is not null && lookup.Entry == decision.Entry;
        return outcomes.Find(lookup.Number, decision.Entry, world.Of(decision.Entry).Origin) switch
        {
            null => wasServed ? Judged.ServedUntold : Judged.OtherUntold,
            true => wasServed ? Judged.ServedRight : Judged.OtherRight,
            false => wasServed ? Judged.ServedWrong : Judged.OtherWrong,
        };
    }
}
