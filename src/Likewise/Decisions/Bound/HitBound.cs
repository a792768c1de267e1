using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>
/// Keeps the share of wrong answers among hits by meaning below a bound, in each group: global evidence, the group's, that of the
/// entries found side by side, and the entry's own.
/// </summary>
internal sealed partial class HitBound
{
    private readonly BoundOptions _options;
    private readonly BoundGroups _scored, _rescued;
    private readonly double _comparedShare;
    private readonly CandidateScorer _scorer;
    private readonly EmbedderIdentity _embedder;
    private readonly ILogger _logger;
    private long _changes;

    /// <param name="options">What is to hold, and how much is kept.</param>
    /// <param name="embedder">Whose similarities the scores come from.</param>
    /// <param name="scorer">What makes the scores.</param>
    /// <param name="shareOf">The share of wrong hits that a namespace has of its own; null where it has none.</param>
    /// <param name="comparedShare">Which share of the hits is compared with what the model says.</param>
    /// <param name="logger">Where the alarm is said.</param>
    public HitBound(
        BoundOptions options, EmbedderIdentity embedder, CandidateScorer scorer, Func<string, double?> shareOf,
        double comparedShare, ILogger logger)
    {
        (_options, _embedder, _scorer, _logger) = (options, embedder, scorer, logger);
        _comparedShare = comparedShare;
        var calibration = options.CalibrationFile is { } file ? Calibration.Load(file) : options.Calibration;
        var ofGroup = options.Group == EvidenceGroup.Namespace ? shareOf : static _ => null;
        _scored = GroupsFrom(calibration.IsOf(scorer, embedder) ? calibration : Calibration.None, ofGroup);
        _rescued = GroupsFrom(Calibration.None, ofGroup);
    }

    /// <summary>Grows with whatever is learned.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>How sure an entry must be to be served now, and by what.</summary>
    public Standing StandingOf(EntrySummary entry) => _scored.StandingOf(KeyOf(entry));

    /// <summary>The largest share of the hits that may be wrong where an entry lives.</summary>
    public double WrongShareMaxOf(EntrySummary entry) => _scored.TargetOf(KeyOf(entry)).WrongShareMax;

    /// <summary>Whether what is not sure enough may be served because a verifier says yes.</summary>
    public bool MayRescue(EntrySummary entry, double score) => LogOdds.Of(score) >= _rescued.StandingOf(KeyOf(entry)).LogOddsMin;

    /// <summary>Takes in what is known of one decision, for its group, for all, and for the entry.</summary>
    /// <param name="entry">The entry decided on.</param>
    /// <param name="resident">Its place in memory; null where it has none.</param>
    /// <param name="evidence">What is known.</param>
    /// <param name="isRescued">Whether only a verifier let it through, or would have.</param>
    public void Learn(EntrySummary entry, Resident? resident, in Evidence evidence, bool isRescued)
    {
        var key = KeyOf(entry);
        var groups = isRescued ? _rescued : _scored;
        var group = groups.Of(key);
        resident?.Learn(evidence.IsRight, group.ExpectedWrong(ScoreGrid.StepOfLogOdds(evidence.Sureness)));

        var goesOff = groups.Learn(key, evidence);
        if (isRescued)
            _scored.Learn(key, WithoutVerifier(evidence));
        Interlocked.Increment(ref _changes);
        if (goesOff)
            Log.TooManyWrongHits(
                _logger, key, groups.TargetOf(key).WrongShareMax, group.Counts.AuditedWrong, group.Counts.Audited);
    }

    /// <summary>How each group stands, in the order of their names; those of what was rescued come last.</summary>
    public IReadOnlyList<GroupBoundStatistics> GetStatistics() =>
    [
        .. _scored.Named.Select(pair => pair.Value.ToStatistics(pair.Key)),
        .. _rescued.Named.Select(pair => pair.Value.ToStatistics(pair.Key) with { IsRescued = true }),
    ];

    /// <summary>The same as evidence of what the score alone would have let through.</summary>
    private static Evidence WithoutVerifier(in Evidence evidence) =>
        evidence.Source == EvidenceSource.Audit ? evidence with { Source = EvidenceSource.RescueAudit } : evidence;

    private BoundGroups GroupsFrom(Calibration calibration, Func<string, double?> shareOf) => new(
        calibration, new BoundTarget(_options.MaxWrongHits, 1 - _options.Confidence), shareOf, _options,
        1 / Math.Max(_comparedShare, 1e-6));

    private string KeyOf(EntrySummary entry) => _options.Group.KeyOf(entry);
}
