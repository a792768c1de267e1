namespace Likewise;

/// <summary>Log-odds and probabilities.</summary>
internal static class Logistic
{
    public static double Of(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <param name="probability">In (0, 1).</param>
    public static double LogOdds(double probability) => Math.Log(probability / (1 - probability));
}
