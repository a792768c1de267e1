using System.Globalization;
using Likewise.Vectors;

namespace Likewise.Tests.Vectors;

/// <summary>
/// Eight threads on one index: four change it, each its own keys, of which it keeps book; four search it. At the end the books
/// and the index agree. <c>LIKEWISE_SOAK</c> multiplies the steps, for minutes or hours of it.
/// </summary>
public sealed class IndexSoakTests
{
    private const int Dimension = 48;
    private const int Writers = 4;
    private const int KeysEach = 700;

    private static readonly SignEncoder s_encoder = new(Dimension);
    private static readonly int s_steps =
        5_000 * int.Parse(Environment.GetEnvironmentVariable("LIKEWISE_SOAK") ?? "1", CultureInfo.InvariantCulture);

    private static readonly Dictionary<string, Func<VectorIndex>> s_kinds = new()
    {
        ["flat"] = () => new FlatIndex(Dimension),
        ["flat-int8"] = () => new FlatIndex(Dimension, VectorStorage.Int8),
        ["binary"] = () => new BinaryIndex(s_encoder, new() { Storage = VectorStorage.Float32 }),
        ["graph"] = () => new GraphIndex(s_encoder),
        ["inverted"] = () => new InvertedIndex(s_encoder, new() { CellsFrom = 1024 }),
        ["adaptive"] = () => new AdaptiveIndex(s_encoder, new() { FlatMax = 400 }),
    };

    public static TheoryData<string> Kinds => [.. s_kinds.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Books_and_index_agree_after_eight_threads(string kind)
    {
        var index = s_kinds[kind]();
        var vectors = new RandomVectors(seed: 21).Next(Writers * KeysEach, Dimension);
        using var done = new CancellationTokenSource();

        var threads = Enumerable.Range(0, Writers).ToArray();
        var readers = threads.Select(thread => OnThread(() => Read(index, vectors, thread, done.Token))).ToArray();
        var books = await Task.WhenAll(threads.Select(thread => OnThread(() => Write(index, vectors, thread))));
        await done.CancelAsync();
        Assert.All(await Task.WhenAll(readers), searches => Assert.True(searches > 0));

        Assert.Equal(books.Sum(book => book.Count), index.Count);
        var found = new Neighbor[1];
        foreach (var key in books.SelectMany(book => book))
        {
            Assert.Equal(1, index.Search(vectors[key], 0.99f, found));
            Assert.Equal(key, found[0].Key);
        }

        foreach (var key in Enumerable.Range(0, vectors.Length))
            Assert.Equal(books[key / KeysEach].Contains(key), index.Remove(key));
        Assert.Equal((0, 0), (index.Count, index.Search(vectors[0], -1, found)));
    }

    private static Task<T> OnThread<T>(Func<T> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static HashSet<int> Write(VectorIndex index, float[][] vectors, int thread)
    {
        var random = new Random(thread);
        var book = new HashSet<int>();
        for (var step = 0; step < s_steps; step++)
        {
            var key = (thread * KeysEach) + random.Next(KeysEach);
            var isGrowing = step / 1_500 % 2 == 0; // Waves, so that every index changes its size and its layout.
            if (random.Next(10) < (isGrowing ? 3 : 7))
            {
                Assert.Equal(book.Remove(key), index.Remove(key));
            }
            else
            {
                index.Add(key, vectors[key]);
                book.Add(key);
            }
        }

        return book;
    }

    private static int Read(VectorIndex index, float[][] vectors, int thread, CancellationToken done)
    {
        var random = new Random(100 + thread);
        var found = new Neighbor[4];
        var searches = 0;
        for (; searches == 0 || !done.IsCancellationRequested; searches++)
        {
            var query = vectors[random.Next(vectors.Length)];
            var count = index.Search(query, -1, found);
            for (var i = 0; i < count; i++)
                Assert.Equal(Cosine.Of(vectors[found[i].Key], query), found[i].Similarity, 0.02);
        }

        return searches;
    }
}
