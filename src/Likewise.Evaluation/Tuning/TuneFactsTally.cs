namespace Likewise.Evaluation;

/// <summary>Counts what a log says happened, and gathers its outcomes.</summary>
internal sealed class TuneFactsTally
{
    private readonly Dictionary<OutcomeSource, (int Right, int Wrong)> _outcomes = [];
    private readonly Dictionary<MissReason, int> _misses = [];
    private readonly HashSet<ulong> _runs = [];
    private int _lookups, _entries, _labels, _withheld;
    private long _dropped, _damaged;
    private DateTimeOffset _first, _last;
    private LoggedRun? _run;

    public OutcomeIndex Outcomes { get; } = new();

    public void Add(LoggedRecord record)
    {
        switch (record)
        {
            case LoggedLookup lookup:
                Add(lookup);
                break;
            case LoggedEntry:
                _entries++;
                break;
            case LoggedOutcome outcome:
                Outcomes.Add(outcome);
                var (right, wrong) = _outcomes.GetValueOrDefault(outcome.Source);
                _outcomes[outcome.Source] = outcome.IsRight ? (right + 1, wrong) : (right, wrong + 1);
                break;
            case LoggedLabel label:
                Outcomes.Add(label);
                _labels++;
                break;
            case LoggedGap gap:
                _dropped += gap.Dropped;
                _damaged += gap.DamagedBytes;
                break;
            case LoggedRun run:
                _run = run;
                _runs.Add(run.Id);
                break;
        }
    }

    /// <exception cref="InvalidDataException">The log says nothing.</exception>
    public TuneFacts ToFacts() => new()
    {
        Lookups = _lookups,
        Entries = _entries,
        Runs = _runs.Count,
        Span = _lookups == 0 ? null : (_first, _last),
        Outcomes = _outcomes,
        Labels = _labels,
        Withheld = _withheld,
        Misses = _misses,
        Dropped = _dropped,
        DamagedBytes = _damaged,
        InForce = _run ?? throw new InvalidDataException("The decision log is empty."),
    };

    private void Add(LoggedLookup lookup)
    {
        if (_lookups++ == 0)
            _first = lookup.At;
        _last = lookup.At;
        _withheld += lookup.IsWithheld ? 1 : 0;
        if (lookup.Tier is null)
            _misses[lookup.Reason] = _misses.GetValueOrDefault(lookup.Reason) + 1;
    }
}
