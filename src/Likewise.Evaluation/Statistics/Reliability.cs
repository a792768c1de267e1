namespace Likewise.Evaluation;

/// <summary>Whether scores mean what they say: of what is scored 0.9, nine in ten should be right.</summary>
/// <remarks>
/// Ten bins of equal width, and the expected calibration error over them: the mean difference between score and share that is
/// right, each bin weighing by its cases (Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities using Bayesian
/// binning, 2015).
/// </remarks>
public sealed class Reliability
{
    private const int BinCount = 10;

    /// <summary>Sorts scored cases into bins.</summary>
    /// <param name="scored">Scores in [0, 1], and whether each case was right.</param>
    public Reliability(IEnumerable<(double Score, bool IsRight)> scored)
    {
        ArgumentNullException.ThrowIfNull(scored);
        var bins = scored.ToLookup(scored => Math.Min(BinCount - 1, (int)(scored.Score * BinCount)));
        Bins = [.. Enumerable.Range(0, BinCount).Select(bin => ReliabilityBin.Of((double)bin / BinCount, bins[bin]))];
        Cases = Bins.Sum(bin => bin.Cases);
    }

    /// <summary>The bins, the lowest scores first.</summary>
    public IReadOnlyList<ReliabilityBin> Bins { get; }

    /// <summary>All cases.</summary>
    public int Cases { get; }

    /// <summary>The expected calibration error, in [0, 1]; null without a case.</summary>
    public double? ExpectedError => Cases == 0
        ? null
        : Bins.Sum(bin => bin.Cases * Math.Abs(bin.MeanScore.GetValueOrDefault() - bin.RightShare.GetValueOrDefault())) / Cases;
}
