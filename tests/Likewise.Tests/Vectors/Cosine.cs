namespace Likewise.Tests.Vectors;

/// <summary>The oracle for every score: products and sums in double precision, one element after the other.</summary>
internal static class Cosine
{
    public static double Of(ReadOnlySpan<float> one, ReadOnlySpan<float> other) =>
        Dot(one, other) / Math.Sqrt(Dot(one, one) * Dot(other, other));

    public static double Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += (double)one[i] * other[i];
        return sum;
    }

    /// <summary>
    /// The most by which a sum of n products in single precision may differ from the true one, for vectors of length 1: n·u / (1
    /// − n·u) with u = 2⁻²⁴, in whatever order they are added (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed.,
    /// section 3.1).
    /// </summary>
    public static double Tolerance(int dimension)
    {
        var nu = dimension * Math.Pow(2, -24);
        return nu / (1 - nu);
    }
}
