using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Binary;

public sealed class BinaryIndexTests
{
    private static readonly SignEncoder s_encoder = new(384);

    public static TheoryData<VectorStorage> Storages => [VectorStorage.Int8, VectorStorage.Float16, VectorStorage.Float32];

    [Theory]
    [InlineData(VectorStorage.Int8, 128)]
    [InlineData(VectorStorage.Int8, 256)]
    [InlineData(VectorStorage.Float32, 256)]
    [InlineData(VectorStorage.Float32, 1024)]
    [InlineData(VectorStorage.Float16, 384)]
    public void Nothing_above_the_threshold_is_lost_and_nothing_below_it_found(VectorStorage storage, int codeBits)
    {
        // Goal: recall@1 of 1 and no wrong hit at 0.80. Method: prompts as they come, a third of the queries each an exact
        // repeat, a rewording, and new; the flat index says what is true. With int8 both sides may be off by the quantiser.
        const float threshold = 0.8f;
        var tolerance = storage switch { VectorStorage.Int8 => 0.004f, VectorStorage.Float16 => 1e-4f, _ => 1e-5f };
        var topics = new TopicVectors(seed: codeBits, topics: 150, dimension: 384);
        var vectors = topics.Next(12_000);
        VectorIndex truth = new FlatIndex(384);
        VectorIndex index = new BinaryIndex(new SignEncoder(384, codeBits), new() { Storage = storage });
        Fill(truth, vectors);
        Fill(index, vectors);

        var hits = 0;
        for (var i = 0; i < 600; i++)
        {
            var parent = vectors[i * 20];
            var query = (i % 3) switch { 0 => parent, 1 => topics.Rewording(parent), _ => topics.Novel() };
            var best = Search(truth, query, wanted: 1, similarityMin: -1)[0];
            var found = Search(index, query, wanted: 1, threshold);
            if (best.Similarity >= threshold + tolerance)
                Assert.Equal(best.Similarity, Assert.Single(found).Similarity, tolerance);
            if (found.Length > 0)
                Assert.Equal(Cosine.Of(vectors[found[0].Key], query), found[0].Similarity, tolerance);
            hits += found.Length;
        }

        Assert.InRange(hits, 380, 480); // Two queries in three, and new ones that happen to be near.
    }

    [Theory, MemberData(nameof(Storages))]
    public void A_vector_of_the_very_same_code_is_not_found_unless_it_is_similar(VectorStorage storage)
    {
        // The worst that codes can do: what lies across every direction leaves no trace in a bit. Both vectors share what lies
        // along the directions (0.6 of their squared length) and are opposite in the rest, so their cosine is 0.6 − 0.4.
        var encoder = new SignEncoder(384, 128);
        var (along, across) = Split(encoder, new RandomVectors(seed: 1).Next(384));
        float[] one = Mix(along, across, 1), other = Mix(along, across, -1);
        var index = new BinaryIndex(encoder, new() { Storage = storage });
        index.Add(1, one);

        ulong[] code = new ulong[2], otherCode = new ulong[2];
        encoder.Encode(one, code);
        encoder.Encode(other, otherCode);
        Assert.Equal(code, otherCode);
        Assert.Empty(Search(index, other, wanted: 1, similarityMin: 0.8f));
        Assert.Equal(0.2f, Search(index, other, wanted: 1, similarityMin: 0)[0].Similarity, 0.004f);
    }

    [Theory, MemberData(nameof(Storages))]
    public void An_index_follows_any_sequence_of_additions_replacements_and_removals(VectorStorage storage)
    {
        // Beside a dictionary, as the flat index is; every key that is held is found by its own vector, and no other key is.
        var random = new RandomVectors(seed: 7);
        var encoder = new SignEncoder(24, 128);
        var index = new BinaryIndex(encoder, new() { Storage = storage });
        var expected = new Dictionary<long, float[]>();
        var gone = new Dictionary<long, float[]>();
        for (var step = 0; step < 16_000; step++)
        {
            long key = random.NextInt(3_000);
            if (expected.TryGetValue(key, out var old))
                gone[key] = old;
            var isAddition = random.NextInt(10) < (step < 8_000 ? 8 : 1);
            if (isAddition)
                index.Add(key, expected[key] = random.Next(24));
            else
                Assert.Equal(expected.Remove(key), index.Remove(key));

            Assert.Equal(expected.Count, index.Count);
            if (step % 400 == 0)
                AssertHolds(index, expected, gone);
        }
    }

    [Fact]
    public void Dead_rows_take_no_place_among_the_survivors()
    {
        var vectors = new RandomVectors(seed: 1).Next(500, 384);
        var index = new BinaryIndex(s_encoder, new() { SurvivorsMax = 1 });
        Fill(index, vectors);
        var query = vectors[0];
        var near = new RandomVectors(seed: 2).NextAt(0.85, query);
        index.Add(1000, near);

        index.Remove(0);

        Assert.Equal(1000, Assert.Single(Search(index, query, wanted: 1, similarityMin: 0.8f)).Key);
    }

    [Fact]
    public void Dead_rows_take_no_place_among_those_that_are_looked_at()
    {
        // Less similar than is assured, so that rows are counted: 200 that are near the query and dead, 100 that are not near.
        var random = new RandomVectors(seed: 1);
        var index = new BinaryIndex(s_encoder, new() { SurvivorsMax = 300, LookedAtMax = 150 });
        var query = random.Next(384);
        for (var key = 0; key < 300; key++)
            index.Add(key, random.NextAt(key < 200 ? 0.5 : 0.2, query));

        for (var key = 0; key < 200; key++)
            index.Remove(key);

        Assert.Equal(100, Search(index, query, wanted: 300, similarityMin: 0).Length);
    }

    [Fact]
    public void No_more_is_found_than_survives()
    {
        var vector = new RandomVectors(seed: 1).Next(384);
        var index = new BinaryIndex(s_encoder, new() { SurvivorsMax = 3 });
        Fill(index, [.. Enumerable.Repeat(vector, 20)]);

        Assert.Equal(3, Search(index, vector, wanted: 10, similarityMin: 0.9f).Length);
        Assert.Equal(2, Search(index, vector, wanted: 2, similarityMin: 0.9f).Length);
        Assert.Equal(1f, Search(index, vector, wanted: 1, similarityMin: 1)[0].Similarity, 1e-6f);
    }

    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new BinaryIndex(null!));
        Assert.All([0, 1025], max => Assert.Throws<ArgumentOutOfRangeException>(
            () => new BinaryIndex(s_encoder, new() { SurvivorsMax = max })));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryIndex(s_encoder, new() { Storage = (VectorStorage)9 }));

        var index = new BinaryIndex(s_encoder);
        Assert.Throws<ArgumentException>(() => index.Add(1, [1f]));
        Assert.Throws<ArgumentException>(() => index.Add(1, new float[384]));
        Assert.Throws<ArgumentException>(() => index.Search(new float[384], 0, new Neighbor[1]));
        Assert.Throws<ArgumentException>(
            () => index.Search(new RandomVectors(seed: 1).Next(384), float.NaN, new Neighbor[1]));
        Assert.Equal(0, index.Count);
    }

    private static void AssertHolds(VectorIndex index, Dictionary<long, float[]> expected, Dictionary<long, float[]> gone)
    {
        foreach (var (key, vector) in expected.Take(50))
            Assert.Equal(key, Search(index, vector, wanted: 1, similarityMin: 0.99f)[0].Key);
        foreach (var (key, vector) in gone.Take(50))
            Assert.DoesNotContain(Search(index, vector, wanted: 4, similarityMin: 0.99f), found => found.Key == key);
    }

    private static void Fill(VectorIndex index, float[][] vectors)
    {
        for (var key = 0; key < vectors.Length; key++)
            index.Add(key, vectors[key]);
    }

    private static Neighbor[] Search(VectorIndex index, float[] query, int wanted, float similarityMin)
    {
        var destination = new Neighbor[wanted];
        return destination[..index.Search(query, similarityMin, destination)];
    }

    /// <summary>What of a vector lies along the encoder's directions, and what across all of them.</summary>
    private static (double[] Along, double[] Across) Split(SignEncoder encoder, float[] vector)
    {
        var along = new double[vector.Length];
        foreach (var direction in Directions(encoder))
        {
            var share = direction.Zip(vector, (one, other) => one * other).Sum();
            for (var i = 0; i < along.Length; i++)
                along[i] += share * direction[i];
        }

        return (along, [.. vector.Zip(along, (whole, part) => whole - part)]);
    }

    /// <summary>An orthonormal base of the directions whose signs the bits are.</summary>
    private static List<double[]> Directions(SignEncoder encoder)
    {
        var rotated = Enumerable.Range(0, encoder.Dimension).Select(i => Rotated(encoder, i)).ToArray();
        var directions = new List<double[]>();
        for (var bit = 0; bit < encoder.CodeBits; bit++)
        {
            var direction = rotated.Select(elements => (double)elements[bit]).ToArray();
            foreach (var other in directions)
            {
                var share = direction.Zip(other, (a, b) => a * b).Sum();
                for (var i = 0; i < direction.Length; i++)
                    direction[i] -= share * other[i];
            }

            var length = Math.Sqrt(direction.Sum(x => x * x));
            directions.Add([.. direction.Select(x => x / length)]);
        }

        return directions;
    }

    private static float[] Rotated(SignEncoder encoder, int axis)
    {
        var vector = new float[encoder.Dimension];
        vector[axis] = 1;
        var elements = new float[encoder.Length];
        encoder.Rotate(0, vector, elements);
        return elements;
    }

    private static float[] Mix(double[] along, double[] across, double sign)
    {
        var (a, b) = (Math.Sqrt(0.6 / along.Sum(x => x * x)), sign * Math.Sqrt(0.4 / across.Sum(x => x * x)));
        return [.. along.Zip(across, (one, other) => (float)((a * one) + (b * other)))];
    }
}
