using System.Numerics.Tensors;

namespace Likewise.Encoder;

/// <summary>
/// The directions that hold most of some vectors, found from their second moments by Jacobi's rotations: exact to rounding, and
/// the same on every machine up to it.
/// </summary>
internal static class PrincipalAxes
{
    private const int MostSweeps = 30;
    private const double Negligible = 1e-11;

    /// <summary>Finds the axes of vectors, those that hold most first.</summary>
    /// <param name="rows">Shape [n, dimension].</param>
    /// <param name="dimension">Components of a row.</param>
    /// <param name="keep">How many axes, at most the dimension.</param>
    /// <returns>Shape [keep, dimension], each of length 1, at right angles.</returns>
    public static float[] Find(ReadOnlySpan<float> rows, int dimension, int keep)
    {
        var moments = new double[dimension * dimension];
        var row = new double[dimension];
        for (; rows.Length > 0; rows = rows[dimension..])
        {
            TensorPrimitives.ConvertTruncating(rows[..dimension], row);
            for (var j = 0; j < dimension; j++)
            {
                var moment = moments.AsSpan(j * dimension, dimension);
                TensorPrimitives.MultiplyAdd(row, row[j], moment, moment);
            }
        }
        var axes = Diagonalize(moments, dimension);

        var order = Enumerable.Range(0, dimension).OrderByDescending(axis => moments[axis * dimension + axis]).ToArray();
        var kept = new float[keep * dimension];
        for (var axis = 0; axis < keep; axis++)
        {
            for (var i = 0; i < dimension; i++)
                kept[axis * dimension + i] = (float)axes[order[axis] * dimension + i];
        }
        return kept;
    }

    /// <summary>Turns a symmetric matrix until only its diagonal is left.</summary>
    /// <returns>The directions, one a row: the k-th belongs to the k-th number of the diagonal.</returns>
    private static double[] Diagonalize(double[] matrix, int size)
    {
        var axes = new double[size * size];
        for (var i = 0; i < size; i++)
            axes[i * size + i] = 1;
        var scale = TensorPrimitives.Norm<double>(matrix);
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var largest = 0d;
            for (var p = 0; p < size; p++)
            {
                for (var q = p + 1; q < size; q++)
                {
                    var beside = matrix[p * size + q];
                    largest = Math.Max(largest, Math.Abs(beside));
                    if (Math.Abs(beside) > Negligible * scale) Rotate(matrix, axes, size, p, q);
                }
            }
            if (largest <= Negligible * scale) break;
        }
        return axes;
    }

    /// <summary>One rotation, after which row p and column q meet at zero. Both halves of the matrix are kept.</summary>
    private static void Rotate(double[] matrix, double[] axes, int size, int p, int q)
    {
        var angle = (matrix[q * size + q] - matrix[p * size + p]) / (2 * matrix[p * size + q]);
        var tangent = (angle >= 0 ? 1 : -1) / (Math.Abs(angle) + Math.Sqrt(angle * angle + 1));
        var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
        var sine = tangent * cosine;
        Mix(matrix.AsSpan(p * size, size), matrix.AsSpan(q * size, size), cosine, sine);
        Mix(axes.AsSpan(p * size, size), axes.AsSpan(q * size, size), cosine, sine);
        for (var i = 0; i < size; i++)
        {
            var (atP, atQ) = (matrix[i * size + p], matrix[i * size + q]);
            matrix[i * size + p] = cosine * atP - sine * atQ;
            matrix[i * size + q] = sine * atP + cosine * atQ;
        }
    }

    private static void Mix(Span<double> first, Span<double> second, double cosine, double sine)
    {
        for (var i = 0; i < first.Length; i++)
            (first[i], second[i]) = (cosine * first[i] - sine * second[i], sine * first[i] + cosine * second[i]);
    }
}
