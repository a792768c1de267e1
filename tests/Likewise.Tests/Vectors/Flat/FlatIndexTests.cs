using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Flat;

public sealed class FlatIndexTests
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 4)]
    [InlineData(5, 8)]
    [InlineData(384, 100)]
    [InlineData(17, 5000)]
    public void A_search_finds_what_brute_force_finds(int dimension, int count)
    {
        var random = new RandomVectors(seed: dimension);
        var vectors = random.Next(count, dimension);
        var index = IndexOf(vectors);
        for (var i = 0; i < 20; i++)
            AssertFindsTheClosest(index, vectors, random.Next(dimension), wanted: 8);
    }

    [Fact]
    public void An_index_follows_any_sequence_of_additions_replacements_and_removals()
    {
        // Goal: slots reused, blocks grown and shrunk, and the map from keys to rows always right. Method: a seeded walk that
        // leans towards growth, then towards emptiness, beside a dictionary that holds the same.
        const int dimension = 8;
        var random = new RandomVectors(seed: 7);
        var index = new FlatIndex(dimension);
        var expected = new Dictionary<long, float[]>();
        for (var step = 0; step < 20_000; step++)
        {
            long key = random.NextInt(4_000);
            var isAddition = random.NextInt(10) < (step < 10_000 ? 8 : 1);
            if (isAddition)
                index.Add(key, expected[key] = random.Next(dimension));
            else
                Assert.Equal(expected.Remove(key), index.Remove(key));

            Assert.Equal(expected.Count, index.Count);
            if (step % 500 == 0)
                AssertFindsTheClosest(index, expected, random.Next(dimension), wanted: 5);
        }
    }

    [Fact]
    public void Equals_are_ordered_by_key_however_they_were_added()
    {
        float[] vector = [0.6f, 0.8f];
        var index = new FlatIndex(2);
        foreach (var key in new long[] { 5, 3, 9, 1, 7, -2 })
            index.Add(key, vector);

        Assert.Equal([-2, 1, 3], Search(index, vector, wanted: 3).Select(found => found.Key));
    }

    [Fact]
    public void Only_what_is_similar_enough_is_found()
    {
        var index = new FlatIndex(2);
        index.Add(1, [1f, 0f]);
        index.Add(2, [0.6f, 0.8f]);
        index.Add(3, [-1f, 0f]);

        Assert.Equal([1, 2], Search(index, [1f, 0f], wanted: 3, similarityMin: 0.6f).Select(found => found.Key));
        Assert.Equal([1], Search(index, [1f, 0f], wanted: 3, similarityMin: 0.61f).Select(found => found.Key));
    }

    [Fact]
    public void Similarity_stays_between_minus_one_and_one()
    {
        var random = new RandomVectors(seed: 3);
        var index = new FlatIndex(384);
        for (var key = 0; key < 200; key++)
        {
            var vector = random.Next(384);
            index.Add(key, vector);
            index.Add(-1 - key, [.. vector.Select(value => -value)]);
            var found = Search(index, vector, wanted: index.Count, similarityMin: -1);
            Assert.InRange(found[0].Similarity, 1 - 1e-5f, 1f);
            Assert.InRange(found[^1].Similarity, -1f, -1 + 1e-5f);
        }
    }

    [Fact]
    public void A_vector_of_not_quite_length_one_is_scored_by_its_cosine()
    {
        var index = new FlatIndex(2);
        index.Add(1, [0.9991f, 0f]);

        Assert.Equal(1f, Search(index, [1.0009f, 0f], wanted: 1)[0].Similarity, tolerance: 1e-6f);
    }

    [Theory]
    [InlineData(new[] { 1f })]
    [InlineData(new[] { 1f, 0f, 0f })]
    [InlineData(new[] { 0f, 0f })]
    [InlineData(new[] { 0.9f, 0f })]
    [InlineData(new[] { float.NaN, 0f })]
    [InlineData(new[] { float.PositiveInfinity, 0f })]
    [InlineData(new[] { 3e38f, 3e38f })]
    public void A_vector_that_is_not_a_unit_vector_of_the_dimension_is_refused(float[] vector)
    {
        var index = new FlatIndex(2);

        Assert.Throws<ArgumentException>(() => index.Add(1, vector));
        Assert.Throws<ArgumentException>(() => index.Search(vector, 0, new Neighbor[1]));
        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void A_threshold_that_is_not_a_number_is_refused()
    {
        var index = new FlatIndex(1);

        Assert.Throws<ArgumentException>(() => index.Search([1f], float.NaN, new Neighbor[1]));
    }

    [Fact]
    public void Nothing_is_found_in_an_empty_index_or_for_an_empty_destination()
    {
        var index = new FlatIndex(1);
        Assert.Empty(Search(index, [1f], wanted: 1));

        index.Add(1, [1f]);
        Assert.Empty(Search(index, [1f], wanted: 0));
    }

    private static FlatIndex IndexOf(float[][] vectors)
    {
        var index = new FlatIndex(vectors[0].Length);
        for (var key = 0; key < vectors.Length; key++)
            index.Add(key, vectors[key]);
        return index;
    }

    private static Neighbor[] Search(FlatIndex index, float[] query, int wanted, float similarityMin = 0)
    {
        var destination = new Neighbor[wanted];
        return destination[..index.Search(query, similarityMin, destination)];
    }

    private static void AssertFindsTheClosest(FlatIndex index, float[][] vectors, float[] query, int wanted) =>
        AssertFindsTheClosest(index, vectors.Index().ToDictionary(pair => (long)pair.Index, pair => pair.Item), query, wanted);

    private static void AssertFindsTheClosest(FlatIndex index, Dictionary<long, float[]> vectors, float[] query, int wanted)
    {
        var found = Search(index, query, wanted, similarityMin: -1);
        var closest = vectors.Values.Select(vector => Cosine.Of(vector, query)).OrderDescending().Take(wanted).ToArray();

        // Scores may change places only where they differ by less than their rounding.
        Assert.Equal(closest.Length, found.Length);
        Assert.Equal(found.Length, found.Select(neighbor => neighbor.Key).Distinct().Count());
        for (var i = 0; i < found.Length; i++)
        {
            var tolerance = 4 * Cosine.Tolerance(query.Length) + 1e-6;
            Assert.Equal(closest[i], found[i].Similarity, tolerance);
            Assert.Equal(Cosine.Of(vectors[found[i].Key], query), found[i].Similarity, tolerance);
        }
    }
}
