namespace Likewise;

/// <summary>Where a cache without evidence begins: what a calibration says, as far as it is of the scores made here.</summary>
internal sealed class CalibratedStanding : Standing
{
    /// <summary>
    /// What is expected where not even a calibration says anything: little, so that a confirmation is not taken for a surprise.
    /// </summary>
    private const double Unknown = 0.05;

    private readonly EvidenceCurve _pool;

    /// <param name="calibration">What is known.</param>
    /// <param name="target">What is to hold.</param>
    public CalibratedStanding(Calibration calibration, in BoundTarget target)
    {
        _pool = calibration.Pool();
        LogOddsMin = calibration.LogOddsMin(target) ?? double.PositiveInfinity;
    }

    public override double LogOddsMin { get; }

    public override BoundStanding Source =>
        double.IsPositiveInfinity(LogOddsMin) ? BoundStanding.Closed : BoundStanding.Calibration;

    public override double ExpectedWrong(int step) => _pool.WrongShareAround(step, Unknown, strength: 1);
}
