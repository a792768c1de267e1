using System.Diagnostics;

namespace Likewise.Vectors.Codes;

/// <summary>Finds points so that vectors lie near to one of them (Lloyd, Least squares quantization in PCM, 1982).</summary>
/// <remarks>
/// <para>Time and memory are bounded: to start takes <c>16 · count² · dimension</c> multiplications, each round
/// <c>rows · count · dimension</c>, and what it holds is the points twice and 16 bytes per row. Callers bound the rows: some tens
/// per point are enough.</para>
/// <para>The outcome follows from rows, seed and options alone: sums grow in the order of the rows, ties go to the first, and
/// assignment is the same in every instruction set.</para>
/// </remarks>
/// <param name="Count">Points to find, at least 1; fewer are found when there are fewer rows.</param>
/// <param name="Seed">Which rows the points start from.</param>
/// <param name="RoundsMax">Rounds at most; it ends earlier when no row changes its point.</param>
/// <param name="IsSpherical">Whether the points are brought to length 1, as is right for cosines.</param>
internal sealed record KMeans(int Count, int Seed, int RoundsMax = 12, bool IsSpherical = false)
{
    /// <summary>Finds the points.</summary>
    /// <param name="rows">Shape [n, dimension], n at least 1, finite.</param>
    /// <param name="dimension">At least 1.</param>
    /// <returns>Shape [min(n, <see cref="Count"/>), dimension].</returns>
    public Centroids Train(ReadOnlySpan<float> rows, int dimension)
    {
        Debug.Assert(rows.Length > 0 && rows.Length % dimension == 0);
        var count = rows.Length / dimension;
        var (nearest, before, scores) = (new int[count], new int[count], new float[count]);
        var points = FarRows(rows, dimension, Math.Min(Count, count));
        for (var round = 0; ; round++)
        {
            var centroids = new Centroids(points, dimension);
            if (round == RoundsMax)
                return centroids;

            centroids.Nearest(rows, nearest, scores);
            if (nearest.AsSpan().SequenceEqual(before) && round > 0)
                return centroids;

            Average(rows, dimension, nearest, scores, points);
            (nearest, before) = (before, nearest);
        }
    }

    /// <summary>
    /// Rows to start from, far apart: each is drawn with a probability that grows with its squared distance from those drawn
    /// before (Arthur and Vassilvitskii, k-means++, 2007). Of many rows some are looked at.
    /// </summary>
    private float[] FarRows(ReadOnlySpan<float> rows, int dimension, int count)
    {
        var random = new Random(Seed);
        var candidates = DistinctRows(random, rows.Length / dimension, 16L * count);
        var distances = new double[candidates.Length];
        var points = new float[count * dimension];
        distances.AsSpan().Fill(1);
        for (var i = 0; i < count; i++)
        {
            var drawn = rows.Slice(candidates[Draw(random, distances)] * dimension, dimension);
            drawn.CopyTo(points.AsSpan(i * dimension));
            for (var j = 0; j < distances.Length; j++)
            {
                var distance = SquaredDistance(rows.Slice(candidates[j] * dimension, dimension), drawn);
                distances[j] = i == 0 ? distance : Math.Min(distances[j], distance);
            }
        }

        return points;
    }

    /// <summary>Fisher and Yates, stopped as soon as enough are drawn.</summary>
    private static int[] DistinctRows(Random random, int rows, long countMax)
    {
        var order = Enumerable.Range(0, rows).ToArray();
        var count = (int)Math.Min(rows, countMax);
        for (var i = 0; i < count; i++)
        {
            var drawn = random.Next(i, rows);
            (order[i], order[drawn]) = (order[drawn], order[i]);
        }

        return order[..count];
    }

    /// <summary>A place, drawn by its weight; the first if nothing weighs anything.</summary>
    private static int Draw(Random random, double[] weights)
    {
        var left = random.NextDouble() * weights.Sum();
        var last = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0)
                continue;

            left -= weights[i];
            last = i;
            if (left < 0)
                break;
        }

        return last;
    }

    /// <summary>Moves each point to the middle of its rows, each point without rows to one of the worst placed rows.</summary>
    private void Average(
        ReadOnlySpan<float> rows, int dimension, ReadOnlySpan<int> nearest, ReadOnlySpan<float> scores, float[] points)
    {
        var sizes = new int[points.Length / dimension];
        Array.Clear(points);
        for (var row = 0; row < nearest.Length; row++)
        {
            sizes[nearest[row]]++;
            var sum = points.AsSpan(nearest[row] * dimension, dimension);
            var elements = rows.Slice(row * dimension, dimension);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += elements[i];
        }

        var worst = sizes.Contains(0) ? WorstFirst(rows, dimension, scores) : [];
        var taken = 0;
        for (var i = 0; i < sizes.Length; i++)
        {
            var point = points.AsSpan(i * dimension, dimension);
            if (sizes[i] == 0)
                rows.Slice(worst[taken++] * dimension, dimension).CopyTo(point);
            Scale(point, sizes[i]);
        }
    }

    /// <summary>The rows by their distance from the point that is nearest to each, the farthest first.</summary>
    private static int[] WorstFirst(ReadOnlySpan<float> rows, int dimension, ReadOnlySpan<float> scores)
    {
        var distances = new double[scores.Length];
        for (var row = 0; row < distances.Length; row++)
            distances[row] = Square(rows.Slice(row * dimension, dimension)) - (2 * (double)scores[row]);
        return [.. Enumerable.Range(0, distances.Length).OrderByDescending(row => distances[row])];
    }

    private void Scale(Span<float> point, int size)
    {
        var divisor = IsSpherical ? Math.Sqrt(Square(point)) : Math.Max(size, 1);
        if (divisor == 0)
            return;

        for (var i = 0; i < point.Length; i++)
            point[i] = (float)(point[i] / divisor);
    }

    private static double Square(ReadOnlySpan<float> vector)
    {
        var square = 0.0;
        foreach (var element in vector)
            square += (double)element * element;
        return square;
    }

    private static double SquaredDistance(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var square = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            var difference = (double)one[i] - other[i];
            square += difference * difference;
        }

        return square;
    }
}
