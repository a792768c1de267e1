using System.Numerics.Tensors;

namespace Likewise.Cli;

/// <summary>The row closest to one query so far, by its cosine in double precision.</summary>
internal struct NearestRow
{
    public int Row { get; private set; }

    public double Similarity { get; private set; }

    public static NearestRow None => new() { Row = -1, Similarity = double.NegativeInfinity };

    /// <summary>Looks at further rows. Single precision sorts out those that cannot win, double precision decides.</summary>
    /// <param name="query">Unit vector. Shape [d].</param>
    /// <param name="first">The number of the first row.</param>
    /// <param name="rows">Unit vectors. Shape [rows, d].</param>
    public void Look(ReadOnlySpan<float> query, int first, ReadOnlySpan<float> rows)
    {
        // A product of two vectors of length 1 within 1e-3 is off their cosine by 0.0021 at most, and its sum in single
        // precision by another d / 2^24 (Higham, Accuracy and Stability of Numerical Algorithms, 3.1), here doubled.
        var slack = 0.0021 + (query.Length * Math.Pow(2, -23));
        for (var i = 0; i < rows.Length / query.Length; i++)
        {
            var row = rows.Slice(i * query.Length, query.Length);
            if (TensorPrimitives.Dot(query, row) < Similarity - slack)
                continue;

            var similarity = Cosine(query, row);
            if (similarity > Similarity)
                (Row, Similarity) = (first + i, similarity);
        }
    }

    /// <summary>Cosine in double precision.</summary>
    public static double Cosine(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var (dot, ones, others) = (0.0, 0.0, 0.0);
        for (var i = 0; i < one.Length; i++)
        {
            dot += (double)one[i] * other[i];
            ones += (double)one[i] * one[i];
            others += (double)other[i] * other[i];
        }

        return dot / Math.Sqrt(ones * others);
    }
}
