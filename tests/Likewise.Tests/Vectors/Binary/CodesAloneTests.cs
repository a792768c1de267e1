using Likewise.Vectors;
using Likewise.Vectors.Binary;

namespace Likewise.Tests.Vectors.Binary;

/// <summary>The index that keeps no vectors.</summary>
public sealed class CodesAloneTests
{
    private static readonly SignEncoder s_encoder = new(384);

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.85)]
    [InlineData(0.7)]
    public void An_estimate_is_off_by_its_uncertainty(double cosine)
    {
        // Goal: estimates centre on the cosine and stray as far as they say. Method: 2,000 pairs at one cosine; the mean's own
        // deviation is 0.001, and bits of one rotation stray a little less than the independent ones of the formula.
        const int pairs = 2_000;
        var random = new RandomVectors(seed: 6);
        var index = new BinaryIndex(s_encoder, new() { Storage = VectorStorage.None, Deviations = 0 });
        var found = new Neighbor[1];
        double sum = 0, squares = 0, uncertainty = 0;
        for (var i = 0; i < pairs; i++)
        {
            var vector = random.Next(384);
            index.Add(1, vector);
            Assert.Equal(1, index.Search(random.NextAt(cosine, vector), -1, found));
            sum += found[0].Similarity - cosine;
            squares += Math.Pow(found[0].Similarity - cosine, 2);
            uncertainty += found[0].Uncertainty;
        }

        Assert.Equal(0, sum / pairs, 0.006);
        Assert.InRange(Math.Sqrt(squares / pairs) / (uncertainty / pairs), 0.8, 1.05);
    }

    [Fact]
    public void Only_what_is_surely_above_the_threshold_is_reported()
    {
        var random = new RandomVectors(seed: 7);
        var vector = random.Next(384);
        var index = new BinaryIndex(s_encoder, new() { Storage = VectorStorage.None });
        index.Add(1, vector);

        var reported = new int[3];
        foreach (var (i, cosine) in new[] { 0.75, 0.8, 0.97 }.Index())
        {
            for (var query = 0; query < 500; query++)
                reported[i] += index.Search(random.NextAt(cosine, vector), 0.8f, new Neighbor[1]);
        }

        Assert.InRange(reported[0], 0, 5);
        Assert.InRange(reported[1], 0, 25);
        Assert.InRange(reported[2], 495, 500);
    }

    [Fact]
    public void A_repeat_is_found_and_a_removed_one_is_not()
    {
        var vectors = new RandomVectors(seed: 8).Next(3_000, 384);
        var index = new BinaryIndex(s_encoder, new() { Storage = VectorStorage.None });
        for (var key = 0; key < vectors.Length; key++)
            index.Add(key, vectors[key]);
        for (var key = 0; key < vectors.Length; key += 2)
            index.Remove(key);

        var found = new Neighbor[1];
        for (var key = 0; key < 400; key++)
        {
            var count = index.Search(vectors[key], 0.9f, found);
            Assert.Equal(key % 2, count);
            if (count > 0)
                Assert.Equal(key, found[0].Key);
        }
    }

    [Fact]
    public void It_takes_fewer_than_48_bytes_an_entry()
    {
        var vectors = new RandomVectors(seed: 9).Next(64, 384);
        var index = new BinaryIndex(s_encoder, new() { Storage = VectorStorage.None });
        for (var key = 0; key < 20_480; key++)
            index.Add(key, vectors[key % 64]);

        Assert.InRange(index.Bytes, 20_480 * 42, 20_480 * 48);
    }

    [Fact]
    public void Equal_codes_are_not_taken_for_certain()
    {
        var estimate = CodeEstimates.Of(256).Of(key: 3, distance: 0);

        Assert.Equal((3, 1f), (estimate.Key, estimate.Similarity));
        Assert.InRange(estimate.Uncertainty, 1e-4f, 0.01f);
    }
}
