namespace Likewise.Evaluation;

/// <summary>Between which shares a true share lies with 95 % confidence, given how often something was seen.</summary>
/// <param name="Low">The lower bound, in [0, 1].</param>
/// <param name="High">The upper bound, in [0, 1].</param>
/// <remarks>
/// Wilson's score interval without continuity correction: unlike the interval that textbooks put around the share itself it stays
/// inside [0, 1] and tells something when none or all were seen.
/// </remarks>
public readonly record struct WilsonInterval(double Low, double High)
{
    // The 97.5 % point of the normal distribution.
    private const double Z = 1.959963984540054;

    /// <summary>The interval for a share of which a sample is known.</summary>
    /// <param name="seen">How often it was seen, in [0, <paramref name="trials"/>].</param>
    /// <param name="trials">How often it could have been seen, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The counts are not of a sample.</exception>
    public static WilsonInterval Of(int seen, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(seen);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seen, trials);

        var (low, high) = Of((double)trials, (double)seen / trials);

        // Where none or all were seen a bound is 0 or 1; rounding would leave 1e-17 between.
        return new WilsonInterval(seen == 0 ? 0 : low, seen == trials ? 1 : high);
    }

    /// <summary>The interval for a share of which as much is known as a sample of a size would say, whole or not.</summary>
    internal static WilsonInterval Of(double n, double share)
    {
        var centre = share + (Z * Z / (2 * n));
        var reach = Z * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4 * n * n)));
        var scale = 1 + (Z * Z / n);
        return new WilsonInterval(Math.Max(0, (centre - reach) / scale), Math.Min(1, (centre + reach) / scale));
    }
}
