namespace Likewise;

/// <summary>What a count of wrong ones among trials says of the share that is wrong.</summary>
/// <remarks>
/// Exact binomial tails: no approximation by a normal distribution, which promises too much where few are wrong. Counts need not
/// be whole: weighted evidence has an effective size (<see cref="EvidenceTail"/>).
/// </remarks>
internal static class BinomialBound
{
    private const int HalvingsMax = 60;

    /// <summary>
    /// How likely so few or fewer would be wrong, were the share that is wrong <paramref name="share"/>: the p-value against "at
    /// least that share is wrong".
    /// </summary>
    /// <param name="wrong">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Not negative.</param>
    /// <param name="share">In (0, 1).</param>
    public static double ChanceOfSoFew(double wrong, double trials, double share) =>
        wrong >= trials ? 1 : IncompleteBeta.Of(1 - share, trials - wrong, wrong + 1); // DLMF 8.17.5.

    /// <summary>
    /// The upper bound of Clopper and Pearson (The use of confidence or fiducial limits, Biometrika 26, 1934), one-sided: with
    /// confidence 1 - <paramref name="risk"/> no larger share is wrong.
    /// </summary>
    /// <returns>In [0, 1]; 1 where there is no trial.</returns>
    public static double Upper(double wrong, double trials, double risk)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < HalvingsMax; i++)
        {
            var middle = (low + high) / 2;
            if (ChanceOfSoFew(wrong, trials, middle) > risk)
                low = middle;
            else
                high = middle;
        }

        return high;
    }

    /// <summary>So many trials without a wrong one are needed before any share can be vouched for.</summary>
    public static double TrialsWithoutWrong(double share, double risk) => Math.Log(risk) / Math.Log(1 - share);
}
