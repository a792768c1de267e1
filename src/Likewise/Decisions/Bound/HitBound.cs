using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>
/// Keeps the share of wrong answers among hits by meaning below a bound, in each group: global evidence, the group's, that of the
/// entries found side by side, and the entry's own.
/// </summary>
internal sealed partial class HitBound
{
    /// <summary>The group of all groups for which there was no room.</summary>
    private const string Others = "(others)";

    private readonly ConcurrentDictionary<string, GroupBound> _groups = new(StringComparer.Ordinal);
    private readonly BoundOptions _options;
    private readonly BoundTarget _target;
    private readonly CalibratedStanding _start;
    private readonly GroupBound _all;
    private readonly AuditDraw _audits;
    private readonly CandidateScorer _scorer;
    private readonly EmbedderIdentity _embedder;
    private readonly ILogger _logger;
    private long _changes;

    /// <param name="options">What is to hold, and how much is kept.</param>
    /// <param name="embedder">Whose similarities the scores come from.</param>
    /// <param name="scorer">What makes the scores.</param>
    /// <param name="logger">Where the alarm is said.</param>
    public HitBound(BoundOptions options, EmbedderIdentity embedder, CandidateScorer scorer, ILogger logger)
    {
        (_options, _embedder, _scorer, _logger) = (options, embedder, scorer, logger);
        _target = new BoundTarget(options.MaxWrongHits, 1 - options.Confidence);
        var calibration = options.CalibrationFile is { } file ? Calibration.Load(file) : options.Calibration;
        _start = new CalibratedStanding(calibration.IsOf(scorer, embedder) ? calibration : Calibration.None, _target);
        _all = NewGroup(all: null);
        _audits = new AuditDraw(options.AuditShare);
    }

    /// <summary>The largest share of the hits that may be wrong.</summary>
    public double WrongShareMax => _target.WrongShareMax;

    /// <summary>Grows with whatever is learned.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>Whether the next hit is drawn to be audited.</summary>
    public bool DrawAudit() => _audits.Next();

    /// <summary>How sure an entry must be to be served now, and by what.</summary>
    public Standing StandingOf(EntrySummary entry) => _groups.TryGetValue(KeyOf(entry), out var group) ? group : _start;

    /// <summary>Takes in what is known of one decision, for its group, for all, and for the entry.</summary>
    public void Learn(EntrySummary entry, Resident? resident, in Evidence evidence)
    {
        var key = KeyOf(entry);
        var group = GroupOf(key);
        resident?.Learn(evidence.IsRight, group.ExpectedWrong(ScoreGrid.StepOfLogOdds(evidence.Sureness)));

        var goesOff = group.Learn(evidence);
        _all.Learn(evidence);
        Interlocked.Increment(ref _changes);
        if (goesOff)
            Log.TooManyWrongHits(_logger, key, _target.WrongShareMax, group.Counts.AuditedWrong, group.Counts.Audited);
    }

    /// <summary>How each group stands, in the order of their names.</summary>
    public IReadOnlyList<GroupBoundStatistics> GetStatistics() =>
        [.. _groups.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.ToStatistics(pair.Key))];

    private GroupBound GroupOf(string key)
    {
        if (_groups.TryGetValue(key, out var group))
            return group;
        return _groups.GetOrAdd(_groups.Count < _options.GroupsMax ? key : Others, _ => NewGroup(_all));
    }

    private GroupBound NewGroup(Standing? all) =>
        new(_start, all, _target, 1 / Math.Max(_options.AuditShare, 1e-6), _options.EvidenceMax);

    private string KeyOf(EntrySummary entry) => _options.Group switch
    {
        EvidenceGroup.Namespace => entry.Namespace,
        EvidenceGroup.Tenant => entry.Tenant,
        EvidenceGroup.Model => entry.Model,
        _ => "",
    };
}
