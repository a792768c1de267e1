using Likewise.Vectors.Codes;

namespace Likewise.Tests.Vectors.Codes;

public sealed class KMeansTests
{
    [Fact]
    public void Every_group_of_rows_gets_a_point_of_its_own_though_nearly_all_rows_are_in_one()
    {
        // Goal: a start that is spread. Method: 15 far groups of 4 rows beside one of 196; rows drawn evenly would put nearly all
        // points into the large one, and Lloyd's rounds would not bring them out.
        var random = new RandomVectors(seed: 1);
        var centres = random.Next(16, 24);
        var rows = Enumerable.Range(0, 256)
            .SelectMany(i => random.NextAt(0.999, centres[i < 60 ? i / 4 : 15])).ToArray();

        var centroids = new KMeans(16, Seed: 1, IsSpherical: true).Train(rows, 24);

        var (nearest, scores) = (new int[256], new float[256]);
        centroids.Nearest(rows, nearest, scores);
        Assert.InRange(scores.Max(score => 2 - (2 * (score + 0.5))), 0, 0.01);
    }

    [Fact]
    public void Rounds_bring_rows_nearer_to_their_points()
    {
        var rows = new RandomVectors(seed: 2).Next(1000, 8).SelectMany(row => row).ToArray();
        var errors = new[] { 0, 1, 3, 10 }
            .Select(rounds => Error(new KMeans(32, Seed: 1, rounds).Train(rows, 8), rows)).ToArray();
        Assert.Equal(errors.OrderDescending(), errors);
        Assert.InRange(errors[^1] / errors[0], 0, 0.8);
    }

    [Fact]
    public void Spherical_points_have_length_1_and_others_are_means()
    {
        var rows = new RandomVectors(seed: 3).Next(200, 6).SelectMany(row => row).ToArray();
        var point = new float[6];

        new KMeans(1, Seed: 1, IsSpherical: true).Train(rows, 6).CopyTo(0, point);
        Assert.Equal(1, Cosine.Dot(point, point), 1e-6);

        new KMeans(1, Seed: 1).Train(rows, 6).CopyTo(0, point);
        for (var i = 0; i < 6; i++)
            Assert.Equal(rows.Chunk(6).Average(row => row[i]), point[i], 1e-5);
    }

    [Fact]
    public void A_seed_gives_the_same_points_every_time_and_another_seed_others()
    {
        var rows = new RandomVectors(seed: 4).Next(500, 8).SelectMany(row => row).ToArray();
        Assert.Equal(Points(1), Points(1));
        Assert.NotEqual(Points(1), Points(2));

        float[] Points(int seed)
        {
            var centroids = new KMeans(10, seed).Train(rows, 8);
            var points = new float[80];
            for (var i = 0; i < 10; i++)
                centroids.CopyTo(i, points.AsSpan(i * 8, 8));
            return points;
        }
    }

    [Fact]
    public void Fewer_rows_or_fewer_distinct_rows_than_points_are_no_trouble()
    {
        Assert.Equal(3, new KMeans(10, Seed: 1).Train([1, 2, 3], 1).Count);

        var same = Enumerable.Repeat(1f, 2 * 50).ToArray();
        var centroids = new KMeans(10, Seed: 1, IsSpherical: true).Train(same, 2);
        Assert.Equal(10, centroids.Count);
        Assert.Equal(1.41421356, Products(centroids).Max(), 1e-6);

        Assert.Equal(0, Error(new KMeans(4, Seed: 1).Train(new float[20], 2), new float[20]));
        centroids = new KMeans(4, Seed: 1, IsSpherical: true).Train(new float[20], 2);
        Assert.All(Products(centroids), product => Assert.Equal(0, product));

        static float[] Products(Centroids centroids)
        {
            var products = new float[centroids.Count];
            centroids.Products([1f, 1f], products);
            return products;
        }
    }

    private static double Error(Centroids centroids, float[] rows)
    {
        var count = rows.Length / centroids.Dimension;
        var scores = new float[count];
        centroids.Nearest(rows, new int[count], scores);
        return Cosine.Dot(rows, rows) - (2 * scores.Sum(score => (double)score));
    }
}
