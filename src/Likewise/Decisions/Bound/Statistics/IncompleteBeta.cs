namespace Likewise;

/// <summary>The regularised incomplete beta function I_x(a, b).</summary>
/// <remarks>
/// The continued fraction of the NIST Digital Library of Mathematical Functions, 8.17.22, evaluated by Lentz's method as Thompson
/// and Barnett changed it (1986). It converges fast below (a + 1) / (a + b + 2); above, I_x(a, b) = 1 - I_(1-x)(b, a)
/// (DLMF 8.17.4).
/// </remarks>
internal static class IncompleteBeta
{
    private const double Precision = 1e-14;
    private const double Tiny = 1e-300;

    /// <summary>About the square root of the larger argument is needed: enough for counts in the billions.</summary>
    private const int TermsMax = 100_000;

    /// <param name="x">In [0, 1].</param>
    /// <param name="a">Positive.</param>
    /// <param name="b">Positive.</param>
    public static double Of(double x, double a, double b)
    {
        if (x <= 0)
            return 0;
        if (x >= 1)
            return 1;

        var factor = Math.Exp(
            LogGamma.Of(a + b) - LogGamma.Of(a) - LogGamma.Of(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2)
            ? factor * Fraction(x, a, b) / a
            : 1 - (factor * Fraction(1 - x, b, a) / b);
    }

    private static double Fraction(double x, double a, double b)
    {
        var (numerator, denominator) = (1.0, 1 / Away(1 - ((a + b) * x / (a + 1))));
        var value = denominator;
        for (var m = 1; m < TermsMax; m++)
        {
            // Each turn takes an even and an odd coefficient of the fraction.
            Step(m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m))));
            var change = Step(-(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1)));
            if (Math.Abs(change - 1) < Precision)
                break;
        }

        return value;

        double Step(double coefficient)
        {
            denominator = 1 / Away(1 + (coefficient * denominator));
            numerator = Away(1 + (coefficient / numerator));
            var change = numerator * denominator;
            value *= change;
            return change;
        }
    }

    private static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
