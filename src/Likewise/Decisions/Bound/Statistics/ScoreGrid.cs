namespace Likewise;

/// <summary>
/// The scores at which a cut may lie: a fixed grid, even in the log-odds of the score, so that the steps are fine near 1, where
/// cuts lie.
/// </summary>
/// <remarks>
/// The grid does not depend on the evidence; that is what lets a cut be tested on the same evidence that it is chosen by. A step
/// is 0.047 of log-odds: 0.9045 after 0.90, 0.9523 after 0.95, 0.9905 after 0.99.
/// </remarks>
internal static class ScoreGrid
{
    public const int Steps = 256;

    private const double Lowest = -4; // A score of 0.018: nobody would serve that.
    private const double Highest = 8; // 0.9997
    private const double StepWidth = (Highest - Lowest) / Steps;

    /// <summary>The step that a score falls into. What is below or above the grid falls into its first or last step.</summary>
    /// <param name="score">In [0, 1].</param>
    public static int StepOf(double score) => StepOfLogOdds(LogOdds.Of(score));

    public static int StepOfLogOdds(double logOdds) => (int)Math.Clamp((logOdds - Lowest) / StepWidth, 0, Steps - 1);

    /// <summary>The least log-odds of a step's scores.</summary>
    public static double FloorOf(int step) => Lowest + (step * StepWidth);
}
