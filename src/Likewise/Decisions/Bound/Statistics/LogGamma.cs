namespace Likewise;

/// <summary>The logarithm of the gamma function for positive arguments.</summary>
/// <remarks>
/// Stirling's series (NIST Digital Library of Mathematical Functions, 5.11.1) from 10 upwards, where five terms leave less than
/// 1e-14; smaller arguments are brought there by Γ(x + 1) = x Γ(x) (DLMF 5.5.1).
/// </remarks>
internal static class LogGamma
{
    private const double SeriesFrom = 10;

    private static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);

    /// <param name="x">Positive and finite.</param>
    public static double Of(double x)
    {
        var product = 1.0;
        for (; x < SeriesFrom; x++)
            product *= x;

        // The Bernoulli numbers B2 to B10, each over 2k (2k - 1).
        var inverse = 1 / (x * x);
        var series = (1.0 / 12) - (inverse * ((1.0 / 360) - (inverse * ((1.0 / 1260) - (inverse * ((1.0 / 1680)
            - (inverse / 1188)))))));
        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + (series / x) - Math.Log(product);
    }
}
