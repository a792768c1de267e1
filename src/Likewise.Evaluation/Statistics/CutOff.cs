namespace Likewise.Evaluation;

/// <summary>What serving every pair at least this similar would do.</summary>
/// <param name="Threshold">The least similarity that is served.</param>
/// <param name="Right">Pairs of label 1 that are served.</param>
/// <param name="Wrong">Pairs of label 0 that are served.</param>
/// <param name="Positives">Pairs of label 1, all together.</param>
/// <param name="Negatives">Pairs of label 0, all together.</param>
public readonly record struct CutOff(double Threshold, int Right, int Wrong, int Positives, int Negatives)
{
    /// <summary>Share of what is served that is right; null when nothing is served.</summary>
    public double? Precision => Share(Right, Right + Wrong);

    /// <summary>Share of the pairs of label 1 that is served; null when there is none.</summary>
    public double? Recall => Share(Right, Positives);

    /// <summary>Share of the pairs of label 0 that is served; null when there is none.</summary>
    public double? FalseHitShare => Share(Wrong, Negatives);

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
