using Likewise.Vectors.Codes;
using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Codes;

public sealed class CentroidsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 64)]
    [InlineData(8, 65)]
    [InlineData(33, 200)]
    public void Every_instruction_set_finds_the_nearest(int dimension, int count)
    {
        var random = new Random(count);
        var points = Values(random, count * dimension);
        var vectors = Values(random, 150 * dimension);
        var centroids = new Centroids(points, dimension);

        var (nearest, scores) = (new int[150], new float[150]);
        centroids.Nearest(vectors, nearest, scores);
        for (var row = 0; row < 150; row++)
        {
            var vector = vectors.AsSpan(row * dimension, dimension);
            var least = double.MaxValue;
            for (var i = 0; i < count; i++)
                least = Math.Min(least, Square(vector, points.AsSpan(i * dimension, dimension)));

            Assert.Equal(least, Square(vector, points.AsSpan(nearest[row] * dimension, dimension)), 1e-5 * dimension);
            Assert.Equal(least, Square(vector, new float[dimension]) - (2 * scores[row]), 1e-5 * dimension);
        }

        AssertSame<PanelProductsScalar>(centroids, vectors, nearest, scores);
        AssertSame<PanelProducts128>(centroids, vectors, nearest, scores);
        AssertSame<PanelProducts256>(centroids, vectors, nearest, scores);
        AssertSame<PanelProducts512>(centroids, vectors, nearest, scores);
    }

    [Fact]
    public void Of_equally_near_ones_the_first_is_taken()
    {
        var centroids = new Centroids(Enumerable.Repeat(1f, 2 * 130).ToArray(), 2);
        var nearest = new int[5];
        centroids.Nearest(new float[10], nearest, new float[5]);
        Assert.All(nearest, index => Assert.Equal(0, index));
    }

    [Fact]
    public void Products_and_copies_are_those_of_the_points()
    {
        const int dimension = 5;
        var random = new Random(1);
        var points = Values(random, 70 * dimension);
        var vector = Values(random, dimension);
        var centroids = new Centroids(points, dimension);

        var (products, copy) = (new float[70], new float[dimension]);
        centroids.Products(vector, products);
        for (var i = 0; i < 70; i++)
        {
            centroids.CopyTo(i, copy);
            Assert.Equal(points[(i * dimension)..((i + 1) * dimension)], copy);
            Assert.Equal(Cosine.Dot(vector, copy), products[i], 1e-6);
        }
    }

    private static void AssertSame<TProducts>(Centroids centroids, float[] vectors, int[] nearest, float[] scores)
        where TProducts : struct, IPanelProducts
    {
        var (indices, numbers) = (new int[nearest.Length], new float[nearest.Length]);
        centroids.Nearest<TProducts>(vectors, indices, numbers);
        Assert.Equal(nearest, indices);
        Assert.Equal(scores, numbers);
    }

    private static double Square(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += Math.Pow((double)one[i] - other[i], 2);
        return sum;
    }

    private static float[] Values(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
