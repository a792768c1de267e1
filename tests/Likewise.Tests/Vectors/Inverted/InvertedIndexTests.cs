using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Inverted;

public sealed class InvertedIndexTests
{
    private const int Dimension = 96;

    private static readonly SignEncoder s_encoder = new(Dimension);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(VectorStorage.Int8, 0.004f)]
    [InlineData(VectorStorage.Float16, 1e-4f)]
    [InlineData(VectorStorage.Float32, 1e-5f)]
    public async Task Rewordings_are_found_and_nothing_below_the_threshold(VectorStorage storage, float tolerance)
    {
        // Goal: recall@1 of rewordings of 0.99, no wrong hit at 0.80. The flat index says what is true.
        const float threshold = 0.8f;
        var topics = new TopicVectors(seed: 5, topics: 150, Dimension);
        var vectors = topics.Next(12_000);
        VectorIndex truth = new FlatIndex(Dimension);
        var index = new InvertedIndex(s_encoder, new() { Storage = storage, CellsFrom = 2048 });
        Fill(truth, vectors);
        Fill(index, vectors);
        await index.SettleAsync(Token);
        Assert.True(index.State.Cells is not null && index.State.Tail.Sum(list => list.Count) < 1024);
        InvertedAssert.IsWhole(index);

        var (right, asked) = (0, 0);
        for (var i = 0; i < 600; i++)
        {
            var query = i % 2 == 0 ? topics.Rewording(vectors[i * 20]) : topics.Novel();
            var best = Search(truth, query, wanted: 1, similarityMin: -1)[0];
            var found = Search(index, query, wanted: 1, threshold);
            if (best.Similarity >= threshold + tolerance)
            {
                asked++;
                right += found.Length > 0 && found[0].Similarity >= best.Similarity - tolerance ? 1 : 0;
            }

            if (found.Length > 0)
                Assert.InRange(Cosine.Of(vectors[found[0].Key], query), threshold - tolerance, 1);
        }

        Assert.InRange(asked, 280, 600);
        Assert.InRange(right, 0.99 * asked, asked);
    }

    [Fact]
    public void Few_vectors_are_all_compared()
    {
        // As in a binary index, nothing above the threshold is lost as long as there are no cells.
        var topics = new TopicVectors(seed: 6, topics: 20, Dimension);
        var vectors = topics.Next(3_000);
        var index = new InvertedIndex(s_encoder);
        Fill(index, vectors);

        Assert.Null(index.State.Cells);
        foreach (var vector in vectors)
            Assert.Equal(1f, Assert.Single(Search(index, topics.Rewording(vector), 1, 0.7f)).Similarity, 0.3f);
    }

    [Fact]
    public async Task An_index_follows_any_sequence_of_additions_replacements_and_removals()
    {
        var random = new RandomVectors(seed: 7);
        var index = new InvertedIndex(new SignEncoder(24, 128), new() { CellsFrom = 1024 });
        var expected = new Dictionary<long, float[]>();
        var gone = new Dictionary<long, float[]>();
        for (var step = 0; step < 24_000; step++)
        {
            long key = random.NextInt(5_000);
            if (expected.TryGetValue(key, out var old))
                gone[key] = old;
            if (random.NextInt(10) < (step < 12_000 ? 8 : 1))
                index.Add(key, expected[key] = random.Next(24));
            else
                Assert.Equal(expected.Remove(key), index.Remove(key));

            Assert.Equal(expected.Count, index.Count);
            if (step % 1_000 == 0)
                AssertHolds(index, expected, gone);
        }

        await index.SettleAsync(Token);
        AssertHolds(index, expected, gone);
        InvertedAssert.IsWhole(index);
    }

    [Fact]
    public async Task Churn_costs_no_recall()
    {
        // Every vector is replaced by another ten times over, a few at a time, in random order.
        var topics = new TopicVectors(seed: 8, topics: 60, Dimension);
        var vectors = topics.Next(44_000);
        var index = new InvertedIndex(s_encoder, new() { CellsFrom = 2048 });
        Fill(index, vectors[..4_000]);
        await index.SettleAsync(Token);
        var before = Recall(index, topics, vectors.AsSpan(0, 4_000));

        var held = Enumerable.Range(0, 4_000).ToArray();
        var random = new Random(8);
        for (var added = 4_000; added < vectors.Length; added++)
        {
            ref var key = ref held[random.Next(held.Length)];
            Assert.True(index.Remove(key));
            index.Add(key = added, vectors[added]);
        }

        await index.SettleAsync(Token);
        var bytes = index.Bytes;
        var after = Recall(index, topics, [.. held.Select(key => vectors[key])]);
        Assert.True(after >= before - 0.01, $"{before} became {after}.");
        Assert.InRange(bytes, 0, 4_000 * (Dimension + 32 + 150));
        InvertedAssert.IsWhole(index);
    }

    [Fact]
    public async Task Cells_follow_when_all_topics_change()
    {
        var (was, now) = (new TopicVectors(seed: 9, topics: 60, Dimension), new TopicVectors(seed: 99, topics: 60, Dimension));
        float[][] vectors = [.. was.Next(6_000), .. now.Next(12_000)];
        var index = new InvertedIndex(s_encoder, new() { CellsFrom = 2048 });
        Fill(index, vectors[..6_000]);
        await index.SettleAsync(Token);

        for (var key = 6_000; key < vectors.Length; key++)
        {
            index.Add(key, vectors[key]);
            index.Remove(key - 6_000);
        }

        await index.SettleAsync(Token);
        Assert.InRange(Recall(index, now, vectors.AsSpan(12_000)), 0.985, 1);
        InvertedAssert.IsWhole(index);
    }

    [Fact]
    public async Task What_is_removed_or_replaced_is_gone_at_once()
    {
        var vectors = new TopicVectors(seed: 10, topics: 40, Dimension).Next(5_000);
        var index = new InvertedIndex(s_encoder, new() { CellsFrom = 2048 });
        Fill(index, vectors);
        await index.SettleAsync(Token);

        for (var key = 0; key < 1_000; key++)
        {
            var other = vectors[4_000 + key];
            if (key % 2 == 0)
                index.Remove(key);
            else
                index.Add(key, other);
            Assert.DoesNotContain(Search(index, vectors[key], 4, 0.999f), found => found.Key == key);
            if (key % 2 != 0)
                Assert.Contains(Search(index, other, 4, 0.999f), found => found.Key == key);
        }
    }

    [Fact]
    public async Task The_same_additions_end_in_the_same_cells()
    {
        var vectors = new TopicVectors(seed: 11, topics: 40, Dimension).Next(9_000);
        var (one, other) = (Create(), Create());
        Fill(one, vectors);
        foreach (var chunk in Enumerable.Range(0, vectors.Length).Chunk(1_000))
        {
            foreach (var key in chunk)
                other.Add(key, vectors[key]);
            await other.SettleAsync(Token);
        }

        await one.SettleAsync(Token);
        Assert.Equal(Entries(one), Entries(other));

        static InvertedIndex Create() => new(s_encoder, new() { CellsFrom = 2048 });

        static IEnumerable<int[]> Entries(InvertedIndex index) => index.State.Cells!.Lists.Select(
            list => list is null ? [] : Enumerable.Range(0, list.Places).Select(list.SlotAt).ToArray());
    }

    [Fact]
    public async Task An_index_that_becomes_small_has_no_cells_any_more()
    {
        var vectors = new TopicVectors(seed: 12, topics: 40, Dimension).Next(5_000);
        var index = new InvertedIndex(s_encoder, new() { CellsFrom = 2048 });
        Fill(index, vectors);
        await index.SettleAsync(Token);
        Assert.NotNull(index.State.Cells);

        for (var key = 100; key < vectors.Length; key++)
            index.Remove(key);
        await index.SettleAsync(Token);

        Assert.Null(index.State.Cells);
        InvertedAssert.IsWhole(index);
        for (var key = 0; key < 100; key++)
            Assert.Equal(key, Search(index, vectors[key], 1, 0.99f)[0].Key);
    }

    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new InvertedIndex(null!));
        Assert.All<InvertedIndexOptions>(
            [
                new() { ProbesMax = 0 }, new() { ProbesMax = 1025 }, new() { SurvivorsMax = 0 }, new() { SurvivorsMax = 1025 },
                new() { Reach = -1 }, new() { Reach = float.NaN }, new() { CellsFrom = 1023 },
                new() { Deviations = -1 }, new() { Storage = (VectorStorage)9 },
            ],
            options => Assert.Throws<ArgumentOutOfRangeException>(() => new InvertedIndex(s_encoder, options)));

        var index = new InvertedIndex(s_encoder);
        Assert.Throws<ArgumentException>(() => index.Add(1, [1f]));
        Assert.Throws<ArgumentException>(() => index.Add(1, new float[Dimension]));
        Assert.Throws<ArgumentException>(() => index.Search(new float[Dimension], 0, new Neighbor[1]));
        Assert.Throws<ArgumentException>(
            () => index.Search(new RandomVectors(seed: 1).Next(Dimension), float.NaN, new Neighbor[1]));
        Assert.Equal(0, index.Count);
    }

    private static double Recall(InvertedIndex index, TopicVectors topics, ReadOnlySpan<float[]> vectors)
    {
        var truth = new FlatIndex(Dimension);
        for (var i = 0; i < vectors.Length; i++)
            truth.Add(i, vectors[i]);
        var right = 0;
        for (var i = 0; i < 400; i++)
        {
            var query = topics.Rewording(vectors[i * (vectors.Length / 400)]);
            var best = Search(truth, query, 1, -1)[0].Similarity;
            right += Search(index, query, 1, 0.7f) is [var found] && found.Similarity >= best - 0.004f ? 1 : 0;
        }

        return right / 400.0;
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
}
