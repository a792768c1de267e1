namespace Likewise;

/// <summary>
/// The bound of one group: its evidence, the alarm, and the cut in force. That is, the first of
/// <list type="number">
/// <item>its own, where its evidence carries one;</item>
/// <item>that of all groups together, as far down as its own evidence makes it likely here too;</item>
/// <item>the calibration's, unless its own evidence is against it;</item>
/// <item>none: nothing is served. After an alarm that is so until its own evidence carries a cut.</item>
/// </list>
/// </summary>
/// <remarks>
/// Reading the cut takes no lock. Learning takes one: it happens beside requests, never in them. A group is some seven kilobytes,
/// whatever it has seen.
/// </remarks>
/// <param name="start">What it begins with.</param>
/// <param name="all">All groups together; null for those themselves, and for one that leans on nobody.</param>
/// <param name="target">What is to hold.</param>
/// <param name="standsFor">How many hits an audited one stands for.</param>
/// <param name="evidenceMax">How many labels count at most; beyond it old ones count less and less.</param>
internal sealed partial class GroupBound(
    Standing start, Standing? all, BoundTarget target, double standsFor, int evidenceMax) : Standing
{
    /// <summary>How many labels the expectation of others is worth.</summary>
    private const double ExpectationStrength = 20;

    /// <summary>What all groups vouch for with all the confidence asked for, its own evidence must bear out with 0.7.</summary>
    private const double LikelyRisk = 0.3;

    /// <summary>A right answer moves a cut little: the search is run again when this part of the evidence is new.</summary>
    private const double NewPart = 1.0 / 64;

    private readonly Lock _lock = new();
    private readonly DriftAlarm _alarm = new();
    private EvidenceCurve _settled = new(), _recent = new();
    private double _unsearched;
    private double _ownMin = double.PositiveInfinity, _likelyMin = double.PositiveInfinity;
    private bool _mayStart = true, _isAlarmed;
    private Cut? _cut;
    private GroupCounts _counts;

    public override double LogOddsMin => InForce.LogOddsMin;

    public override BoundStanding Source => InForce.Source;

    /// <summary>What the group has seen so far.</summary>
    public GroupCounts Counts
    {
        get
        {
            lock (_lock)
                return _counts;
        }
    }

    private (double LogOddsMin, BoundStanding Source) InForce
    {
        get
        {
            if (Volatile.Read(ref _ownMin) is var own && double.IsFinite(own))
                return (own, BoundStanding.Own);
            if (all is { Source: BoundStanding.Own } && Math.Max(Volatile.Read(ref _likelyMin), all.LogOddsMin) is var shared
                && double.IsFinite(shared))
                return (shared, BoundStanding.AllGroups);
            return Volatile.Read(ref _mayStart) && double.IsFinite(start.LogOddsMin)
                ? (start.LogOddsMin, BoundStanding.Calibration)
                : (double.PositiveInfinity, BoundStanding.Closed);
        }
    }

    public override double ExpectedWrong(int step)
    {
        lock (_lock)
            return _settled.WrongShareAround(step, (all ?? start).ExpectedWrong(step), ExpectationStrength);
    }

    /// <summary>Takes in what is known of one decision.</summary>
    /// <returns>True when that sets off the alarm.</returns>
    public bool Learn(in Evidence evidence)
    {
        lock (_lock)
        {
            _counts.Add(evidence);
            if (evidence.Source == EvidenceSource.Feedback)
                return false;

            var isAudit = evidence.Source == EvidenceSource.Audit;
            (_alarm.IsQuiet ? _settled : _recent).Add(
                ScoreGrid.StepOfLogOdds(evidence.Sureness), evidence.IsRight,
                isAudit || evidence.Source == EvidenceSource.RescueAudit ? standsFor : 1);
            var goesOff = isAudit && _alarm.Note(evidence.IsRight, target.WrongShareMax);
            if (goesOff)
                ForgetBeforeTheChange();
            else if (_alarm.IsQuiet && _recent.Labels > 0)
                Settle();

            FadeTheOld();
            if (goesOff || IsSearchDue(evidence.IsRight))
                Search();
            return goesOff;
        }
    }

    public GroupBoundStatistics ToStatistics(string name)
    {
        lock (_lock)
        {
            return new GroupBoundStatistics
            {
                Group = name,
                MaxWrongHits = target.WrongShareMax,
                Standing = Source,
                ScoreMin = double.IsPositiveInfinity(LogOddsMin) ? null : LogOdds.ToScore(LogOddsMin),
                Evidence = _settled.Labels + _recent.Labels,
                WrongShareMax = _cut?.WrongShareMax(target.Risk),
                Audited = _counts.Audited,
                AuditedWrong = _counts.AuditedWrong,
                NearMisses = _counts.NearMisses,
                AlarmLevel = _alarm.Level,
                Alarms = _counts.Alarms,
            };
        }
    }

    /// <summary>What the alarm was raised on stays; what is older was of another world.</summary>
    private void ForgetBeforeTheChange()
    {
        (_settled, _recent) = (_recent, new EvidenceCurve());
        (_isAlarmed, _counts.Alarms) = (true, _counts.Alarms + 1);
    }

    private void Settle()
    {
        _settled.Add(_recent);
        _recent = new EvidenceCurve();
    }

    private void FadeTheOld()
    {
        var labels = _settled.Labels + _recent.Labels;
        if (labels > evidenceMax)
            _settled.Fade(Math.Max(0, (evidenceMax - _recent.Labels) / _settled.Labels));
    }

    private bool IsSearchDue(bool isRight)
    {
        _unsearched++;
        return !isRight || _unsearched >= NewPart * (_settled.Labels + _recent.Labels);
    }

    /// <summary>Finds the cuts anew.</summary>
    private void Search()
    {
        _unsearched = 0;
        var evidence = AllEvidence();
        _cut = CutSearch.Find(evidence, target);
        _isAlarmed &= _cut is null;
        var likely = _isAlarmed || all is null ? null : CutSearch.Find(evidence, target with { Risk = LikelyRisk });
        Volatile.Write(ref _ownMin, _cut?.LogOddsMin ?? double.PositiveInfinity);
        Volatile.Write(ref _likelyMin, likely?.LogOddsMin ?? double.PositiveInfinity);
        Volatile.Write(ref _mayStart, !_isAlarmed && !SpeaksAgainst(evidence, start.LogOddsMin));
    }

    /// <summary>Whether more is wrong above a cut than was promised of it, beyond chance. One wrong answer is never beyond
    /// it.</summary>
    private bool SpeaksAgainst(EvidenceCurve evidence, double cut)
    {
        var tail = default(EvidenceTail);
        for (var step = ScoreGrid.Steps - 1; step >= 0 && ScoreGrid.FloorOf(step) >= cut; step--)
        {
            var (traffic, right, wrong) = evidence[step];
            if (right + wrong > 0)
                tail.Add(traffic, right + wrong, wrong);
        }

        return tail.Wrong >= 2
            && BinomialBound.ChanceOfSoFew(tail.Wrong - 1, tail.Size, target.WrongShareMax) >= 1 - target.Risk;
    }

    private EvidenceCurve AllEvidence()
    {
        if (_recent.Labels == 0)
            return _settled;

        var all = _settled.Copy();
        all.Add(_recent);
        return all;
    }
}
