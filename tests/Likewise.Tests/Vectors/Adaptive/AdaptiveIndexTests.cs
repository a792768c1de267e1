using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Adaptive;

public sealed class AdaptiveIndexTests
{
    private static readonly SignEncoder s_encoder = new(64);

    [Fact]
    public async Task It_is_flat_as_long_as_it_is_small_and_of_codes_beyond()
    {
        var index = new AdaptiveIndex(s_encoder, new() { FlatMax = 100 });
        var vectors = new RandomVectors(seed: 1).Next(101, 64);

        Fill(index, vectors[..100]);
        await index.Settled;
        Assert.IsType<FlatIndex>(index.Current);

        index.Add(100, vectors[100]);
        await index.Settled;
        Assert.IsType<BinaryIndex>(index.Current);
        AssertHolds(index, vectors);
    }

    [Fact]
    public async Task It_has_cells_when_that_is_asked_for_and_leaves_them_again()
    {
        var index = new AdaptiveIndex(s_encoder, new() { FlatMax = 50, InvertedFrom = 300 });
        var vectors = new RandomVectors(seed: 5).Next(300, 64);
        Fill(index, vectors);
        await index.Settled;
        Assert.IsType<InvertedIndex>(index.Current);
        AssertHolds(index, vectors);

        for (var key = 299; key >= 60; key--)
            index.Remove(key);
        await index.Settled;
        Assert.IsType<BinaryIndex>(index.Current);
        AssertHolds(index, vectors[..60]);
    }

    [Fact]
    public async Task It_becomes_flat_again_only_when_much_smaller()
    {
        var index = new AdaptiveIndex(s_encoder, new() { FlatMax = 99 });
        var vectors = new RandomVectors(seed: 2).Next(100, 64);
        Fill(index, vectors);
        await index.Settled;

        for (var key = 99; key >= 25; key--)
            index.Remove(key);
        await index.Settled;
        Assert.IsType<BinaryIndex>(index.Current);

        index.Remove(24);
        await index.Settled;
        Assert.IsType<FlatIndex>(index.Current);
        AssertHolds(index, vectors[..24]);
    }

    [Fact]
    public async Task A_move_changes_no_similarity_but_in_its_last_bits()
    {
        var index = new AdaptiveIndex(s_encoder, new() { FlatMax = 50 });
        var vectors = new RandomVectors(seed: 3).Next(51, 64);
        var random = new RandomVectors(seed: 4);
        Fill(index, vectors[..50]);
        var queries = vectors[..50].Select(vector => random.NextAt(0.9, vector)).ToArray();
        var before = queries.Select(query => Search(index, query)).ToArray();

        index.Add(50, vectors[50]);
        await index.Settled;

        Assert.IsType<BinaryIndex>(index.Current);
        for (var i = 0; i < queries.Length; i++)
        {
            var (was, now) = (Assert.Single(before[i]), Assert.Single(Search(index, queries[i])));
            Assert.Equal(was.Key, now.Key);
            Assert.Equal(was.Similarity, now.Similarity, 1e-6f);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Changes_made_during_moves_are_not_lost(int seed)
    {
        // Method: the count goes up and down across the limit, so that most changes fall into a move; a dictionary knows better.
        var random = new Random(seed);
        var vectors = new RandomVectors(seed).Next(400, 64);
        var index = new AdaptiveIndex(s_encoder, new() { FlatMax = 60 });
        var expected = new Dictionary<long, float[]>();
        for (var step = 0; step < 6_000; step++)
        {
            var key = random.Next(200);
            var isGrowing = step / 500 % 2 == 0;
            if (random.Next(10) < (isGrowing ? 2 : 8))
            {
                Assert.Equal(expected.Remove(key), index.Remove(key));
            }
            else
            {
                expected[key] = vectors[random.Next(400)];
                index.Add(key, expected[key]);
            }
        }

        await index.Settled;
        Assert.Equal(expected.Count, index.Count);
        foreach (var (key, vector) in expected)
            Assert.Contains(Search(index, vector, wanted: 8), neighbor => neighbor.Key == key && neighbor.Similarity > 0.9999f);
        foreach (var key in expected.Keys)
            Assert.True(index.Remove(key));
        Assert.Equal(0, index.Count);
    }

    [Fact]
    public async Task Searches_amid_changes_and_moves_see_whole_vectors()
    {
        var index = new AdaptiveIndex(new SignEncoder(32), new() { FlatMax = 20 });
        var stress = new IndexStress(index, keys: 60, steps: 20_000, tolerance: 0.02);

        await stress.RunAsync(step => step / 400 % 2 == 0 ? 2 : 8);
        await index.Settled;
    }

    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new AdaptiveIndex((SignEncoder)null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveIndex(s_encoder, new() { FlatMax = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveIndex(s_encoder, new() { FlatMax = 5, InvertedFrom = 5 }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new AdaptiveIndex(s_encoder, new() { Binary = new() { SurvivorsMax = 0 } }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new AdaptiveIndex(s_encoder, new() { Binary = new() { Storage = VectorStorage.None } }));
        Assert.Throws<ArgumentException>(() => new AdaptiveIndex(s_encoder).Add(1, [1f]));
    }

    private static void Fill(VectorIndex index, float[][] vectors)
    {
        for (var key = 0; key < vectors.Length; key++)
            index.Add(key, vectors[key]);
    }

    private static void AssertHolds(VectorIndex index, float[][] vectors)
    {
        Assert.Equal(vectors.Length, index.Count);
        for (var key = 0; key < vectors.Length; key++)
            Assert.Equal(key, Search(index, vectors[key])[0].Key);
    }

    private static Neighbor[] Search(VectorIndex index, float[] query, int wanted = 1)
    {
        var destination = new Neighbor[wanted];
        return destination[..index.Search(query, 0.8f, destination)];
    }
}
