using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Graph;

public sealed class GraphIndexTests
{
    private const float Threshold = 0.8f;

    private static readonly SignEncoder s_encoder = new(384);

    public static TheoryData<VectorStorage> Storages => [VectorStorage.Int8, VectorStorage.Float16, VectorStorage.Float32];

    [Theory, MemberData(nameof(Storages))]
    public void Nearly_everything_above_the_threshold_is_found_and_nothing_below_it(VectorStorage storage)
    {
        // Goal: recall@1 of at least 0.99 and no wrong hit at 0.80. Method: prompts as they come, a third of the queries each an
        // exact repeat, a rewording, and new; the flat index says what is true. With int8 both may be off by the quantiser.
        var tolerance = storage == VectorStorage.Int8 ? 0.004f : 1e-4f;
        var topics = new TopicVectors(seed: 3, topics: 150, dimension: 384);
        var vectors = topics.Next(12_000);
        VectorIndex truth = new FlatIndex(384);
        var index = new GraphIndex(s_encoder, new() { Storage = storage });
        Fill(truth, vectors);
        Fill(index, vectors);

        var (near, found) = (0, 0);
        for (var i = 0; i < 600; i++)
        {
            var parent = vectors[i * 20];
            var query = (i % 3) switch { 0 => parent, 1 => topics.Rewording(parent), _ => topics.Novel() };
            var best = Search(truth, query, wanted: 1, similarityMin: -1)[0];
            var mine = Search(index, query, wanted: 1, Threshold);
            if (mine.Length > 0)
                Assert.Equal(Cosine.Of(vectors[mine[0].Key], query), mine[0].Similarity, tolerance);
            if (best.Similarity < Threshold + tolerance)
                continue;

            near++;
            found += mine.Length == 1 && mine[0].Similarity >= best.Similarity - tolerance ? 1 : 0;
        }

        Assert.InRange(near, 380, 480); // Two queries in three, and new ones that happen to be near.
        Assert.True(found >= 0.99 * near, $"{found} of {near}.");
        GraphAssert.IsSound(index);
    }

    [Fact]
    public void Recall_stays_the_same_when_everything_has_been_replaced_ten_times()
    {
        // Goal: removal leaves no scars. Method: a window over a stream of prompts; every vector leaves after as many others have
        // come. The same index built afresh from what is left says what recall there is to keep.
        const int window = 2_000;
        var topics = new TopicVectors(seed: 9, topics: 60, dimension: 96);
        var vectors = topics.Next(11 * window);
        var index = new GraphIndex(new SignEncoder(96));
        for (var key = 0; key < vectors.Length; key++)
        {
            if (key >= window)
                Assert.True(index.Remove(key - window));
            index.Add(key, vectors[key]);
        }

        var afresh = new GraphIndex(new SignEncoder(96));
        for (var key = vectors.Length - window; key < vectors.Length; key++)
            afresh.Add(key, vectors[key]);

        GraphAssert.IsSound(index);
        var queries = Enumerable.Range(0, 500).Select(i => vectors.Length - 1 - (i * 4))
            .Select(key => (Key: key, Query: topics.Rewording(vectors[key]))).ToArray();
        var (kept, fresh) = (queries.Count(IsFoundIn(index)), queries.Count(IsFoundIn(afresh)));
        Assert.True(fresh >= 490, $"{fresh} of 500.");
        Assert.True(kept >= fresh - 5, $"{kept} of 500, {fresh} afresh.");

        static Func<(int Key, float[] Query), bool> IsFoundIn(VectorIndex index) => pair =>
            Search(index, pair.Query, wanted: 4, similarityMin: -1).Any(found => found.Key == pair.Key);
    }

    [Theory, MemberData(nameof(Storages))]
    public void An_index_follows_any_sequence_of_additions_replacements_and_removals(VectorStorage storage)
    {
        // Beside a dictionary, as the others are; what is held is found by its own vector, and nothing else is. Twice it grows
        // and shrinks to nothing.
        var random = new RandomVectors(seed: 7);
        var index = new GraphIndex(new SignEncoder(24, 128), new() { Storage = storage, Links = 8, BuildWidth = 32 });
        var expected = new Dictionary<long, float[]>();
        var gone = new Dictionary<long, float[]>();
        for (var step = 0; step < 16_000; step++)
        {
            long key = random.NextInt(1_500);
            if (expected.TryGetValue(key, out var old))
                gone[key] = old;
            if (random.NextInt(10) < (step / 4_000 % 2 == 0 ? 8 : 1))
                index.Add(key, expected[key] = random.Next(24));
            else
                Assert.Equal(expected.Remove(key), index.Remove(key));

            Assert.Equal(expected.Count, index.Count);
            if (step % 400 == 0)
                AssertHolds(index, expected, gone);
        }

        foreach (var key in expected.Keys)
            Assert.True(index.Remove(key));
        Assert.Equal(0, index.Count);
        Assert.Equal(0, index.Bytes);
        Assert.Empty(Search(index, random.Next(24), wanted: 1, similarityMin: -1));
    }

    [Fact]
    public void Vectors_that_are_all_the_same_hang_together_with_the_others()
    {
        // Lists full of equals are where long links are lost: with few links, and a search that may go everywhere.
        var random = new RandomVectors(seed: 4);
        var index = new GraphIndex(s_encoder, new() { Links = 4, BuildWidth = 16, SearchWidth = 2_000 });
        var vectors = random.Next(20, 384);
        for (var key = 0; key < 2_000; key++)
            index.Add(key, vectors[key / 100]);

        GraphAssert.IsSound(index);
        for (var key = 0; key < 2_000; key += 3)
            index.Remove(key);
        GraphAssert.IsSound(index);
        Assert.All(vectors, vector => Assert.Equal(1f, Search(index, vector, wanted: 1, 0.99f)[0].Similarity, 1e-6f));
    }

    [Fact]
    public void What_is_replaced_is_found_by_the_new_vector_only()
    {
        var vectors = new RandomVectors(seed: 6).Next(300, 384);
        var index = new GraphIndex(s_encoder);
        Fill(index, vectors);
        var other = new RandomVectors(seed: 8).Next(384);

        index.Add(17, other);

        Assert.Equal(300, index.Count);
        Assert.Equal(17, Assert.Single(Search(index, other, wanted: 3, Threshold)).Key);
        Assert.Empty(Search(index, vectors[17], wanted: 1, Threshold));
        GraphAssert.IsSound(index);
    }

    [Fact]
    public void As_many_are_found_as_are_wanted_and_no_more_than_survive()
    {
        var vector = new RandomVectors(seed: 1).Next(384);
        var index = new GraphIndex(s_encoder, new() { SurvivorsMax = 3, SearchWidth = 1 });
        Fill(index, [.. Enumerable.Repeat(vector, 20)]);

        Assert.Equal(3, Search(index, vector, wanted: 10, similarityMin: 0.9f).Length);
        Assert.Equal(2, Search(index, vector, wanted: 2, similarityMin: 0.9f).Length);
        Assert.Empty(Search(index, vector, wanted: 0, similarityMin: 0.9f));
    }

    [Fact]
    public void The_rows_can_be_read_back()
    {
        var vectors = new RandomVectors(seed: 2).Next(40, 384);
        var index = new GraphIndex(s_encoder, new() { Storage = VectorStorage.Float32 });
        Fill(index, vectors);
        index.Remove(5);

        var read = new Dictionary<long, float[]>();
        for (var slot = 0; slot < index.Slots; slot++)
        {
            var vector = new float[384];
            if (index.TryRead(slot, vector, out var key))
                read.Add(key, vector);
        }

        Assert.Equal(39, read.Count);
        Assert.All(read, pair => Assert.Equal(1, Cosine.Of(vectors[pair.Key], pair.Value), 1e-6));
    }

    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new GraphIndex(null!));
        Assert.All(
            new GraphIndexOptions[]
            {
                new() { Links = 3 }, new() { Links = 65 }, new() { BuildWidth = 15 }, new() { BuildWidth = 4097 },
                new() { SearchWidth = 0 }, new() { SearchWidth = 65_537 }, new() { SurvivorsMax = 0 },
                new() { SurvivorsMax = 1025 }, new() { Storage = VectorStorage.None }, new() { Storage = (VectorStorage)9 },
            },
            options => Assert.Throws<ArgumentOutOfRangeException>(() => new GraphIndex(s_encoder, options)));

        var index = new GraphIndex(s_encoder);
        Assert.Throws<ArgumentException>(() => index.Add(1, [1f]));
        Assert.Throws<ArgumentException>(() => index.Add(1, new float[384]));
        Assert.Throws<ArgumentException>(() => index.Search(new float[384], 0, new Neighbor[1]));
        Assert.Throws<ArgumentException>(
            () => index.Search(new RandomVectors(seed: 1).Next(384), float.NaN, new Neighbor[1]));
        Assert.Equal(0, index.Count);
        Assert.False(index.Remove(1));
    }

    private static void AssertHolds(GraphIndex index, Dictionary<long, float[]> expected, Dictionary<long, float[]> gone)
    {
        GraphAssert.IsSound(index);
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
