namespace Likewise.Evaluation;

/// <summary>What came of calibrating on one half of the pairs and serving the other.</summary>
/// <param name="ScoreMin">The least score that was served; null: the first half vouched for none.</param>
/// <param name="Calibrated">Pairs of the first half.</param>
/// <param name="Served">What was served of the second half.</param>
/// <param name="Positives">Pairs of the second half that may share an answer.</param>
/// <param name="Negatives">Pairs of the second half that may not.</param>
public sealed record PairSplit(double? ScoreMin, int Calibrated, ServedGroup Served, int Positives, int Negatives)
{
    /// <summary>The share that was served of those that may; null where there are none.</summary>
    public double? RightShare => Positives == 0 ? null : (double)(Served.Hits - Served.Wrong) / Positives;

    internal static PairSplit Of(
        IReadOnlyList<JudgedPair> judged, IReadOnlyList<int[]> families, double wrongShareMax, double confidence, long seed)
    {
        var order = SeededOrder.Shuffle(families, seed).SelectMany(family => family).Select(at => judged[at]).ToArray();
        var (first, second) = (order[..(order.Length / 2)], order[(order.Length / 2)..]);

        var calibration = Calibration.Of("", "", first
            .Where(pair => pair.Score is not null)
            .Select(pair => ("pairs", pair.Score.GetValueOrDefault(), pair.IsDuplicate)));
        var least = calibration.ScoreMin(wrongShareMax, confidence);
        var served = second.Where(pair => pair.Score >= least).ToArray();
        return new PairSplit(
            least, first.Length, new ServedGroup("second half", served.Length, served.Count(pair => !pair.IsDuplicate)),
            second.Count(pair => pair.IsDuplicate), second.Count(pair => !pair.IsDuplicate));
    }
}
