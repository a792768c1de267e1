namespace Likewise;

/// <summary>A score in [0, 1] on the scale where evidence adds up.</summary>
internal static class LogOdds
{
    /// <summary>Scores closer to 0 or 1 are taken for this far away, so that log-odds stay finite.</summary>
    private const double Closest = 1e-9;

    public static double Of(double score)
    {
        var inside = Math.Clamp(score, Closest, 1 - Closest);
        return Math.Log(inside / (1 - inside));
    }

    public static double ToScore(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
