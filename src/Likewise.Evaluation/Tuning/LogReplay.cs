namespace Likewise.Evaluation;

/// <summary>Replays the records of a log with several policies side by side.</summary>
internal sealed class LogReplay(
    ReplayWorld world, PolicyReplay inForce, IReadOnlyList<PolicyReplay> others, int differencesMax)
{
    private readonly List<(LoggedLookup? Lookup, int Key, LoggedRemoval? Removal)> _steps = [];
    private readonly List<LogDifference> _differences = [];

    public int Lookups { get; private set; }

    public int Differing { get; private set; }

    public IReadOnlyList<LogDifference> Differences => _differences;

    /// <summary>Takes in some records. What they say of the world is known to all policies before they decide.</summary>
    public void Add(IReadOnlyList<LoggedRecord> records)
    {
        _steps.Clear();
        foreach (var record in records)
        {
            switch (record)
            {
                case LoggedRun run when world.Add(run): // It begins the batch.
                    inForce.Forget();
                    foreach (var other in others)
                        other.Forget();
                    break;
                case LoggedEntry entry:
                    world.Add(entry);
                    break;
                case LoggedLookup lookup:
                    _steps.Add((lookup, world.Add(lookup), null));
                    break;
                case LoggedRemoval removal:
                    world.Add(removal);
                    _steps.Add((null, 0, removal));
                    break;
            }
        }

        Parallel.For(-1, others.Count, Step);
    }

    private void Step(int policy)
    {
        var replay = policy < 0 ? inForce : others[policy];
        foreach (var (lookup, key, removal) in _steps)
        {
            if (removal is not null)
                replay.Add(removal);
            else if (lookup is not null && replay.Add(lookup, key) is var decision && policy < 0)
                Compare(lookup, decision);
        }
    }

    private void Compare(LoggedLookup lookup, in ReplayDecision replayed)
    {
        Lookups++;
        var happened = ReplayDecision.Of(lookup);
        if (replayed == happened)
            return;

        Differing++;
        if (_differences.Count < differencesMax)
            _differences.Add(new LogDifference(lookup.Number, lookup.At, happened.ToString(), replayed.ToString()));
    }
}
