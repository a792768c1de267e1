using System.Collections.Concurrent;
using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Flat;

public sealed class FlatIndexConcurrencyTests
{
    private const int Dimension = 64;
    private const int Variants = 4;

    [Fact]
    public async Task A_search_amid_changes_reports_only_true_similarities_and_misses_nothing_that_stays()
    {
        // Goal: no half-written vector, no key with another row's score, no key twice, nothing lost that is not being changed.
        // Method: writers add, replace and remove keys that own a few known vectors each, from a dozen up to thousands and back, so
        // that slots are reused and blocks grow and shrink under the readers; a dozen keys stay untouched. Every similarity that a
        // search reports is compared with the true cosines of that key's own vectors.
        var random = new RandomVectors(seed: 11);
        var vectors = random.Next(3_000 * Variants, Dimension);
        var index = new FlatIndex(Dimension);
        const int staying = 12;
        for (var key = 0; key < staying; key++)
            index.Add(key, vectors[key * Variants]);

        using var done = new CancellationTokenSource();
        var faults = new ConcurrentQueue<string>();
        var readers = Enumerable.Range(0, 2).Select(seed => Task.Factory.StartNew(
            () => Read(index, vectors, staying, seed, faults, done.Token),
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        var writers = Enumerable.Range(0, 2).Select(seed => Task.Factory.StartNew(
            () => Write(index, vectors, staying, seed),
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();

        await Task.WhenAll(writers);
        await done.CancelAsync();
        var searches = await Task.WhenAll(readers);

        Assert.Empty(faults);
        Assert.All(searches, count => Assert.True(count > 0));
    }

    private static void Write(FlatIndex index, float[][] vectors, int staying, int seed)
    {
        // Each writer has its own keys, so that it knows what it may remove; waves of growth and removal.
        var random = new Random(seed);
        var keys = Enumerable.Range(staying, (vectors.Length / Variants) - staying).Where(key => key % 2 == seed).ToArray();
        for (var wave = 0; wave < 12; wave++)
        {
            var removeShare = wave % 2 == 0 ? 2 : 8;
            for (var step = 0; step < 4_000; step++)
            {
                var key = keys[random.Next(keys.Length)];
                if (random.Next(10) < removeShare)
                    index.Remove(key);
                else
                    index.Add(key, vectors[(key * Variants) + random.Next(Variants)]);
            }
        }
    }

    private static int Read(
        FlatIndex index, float[][] vectors, int staying, int seed, ConcurrentQueue<string> faults, CancellationToken done)
    {
        var random = new Random(1000 + seed);
        var found = new Neighbor[16];
        var searches = 0;
        while (!done.IsCancellationRequested && faults.IsEmpty)
        {
            var stayingKey = random.Next(staying);
            var query = searches % 2 == 0 ? vectors[stayingKey * Variants] : vectors[random.Next(vectors.Length)];
            var count = index.Search(query, -1, found);
            searches++;
            foreach (var neighbor in found.AsSpan(0, count))
            {
                if (!IsTrue(neighbor, vectors, query))
                    faults.Enqueue($"{neighbor} is the cosine of none of the key's vectors.");
            }

            if (found.AsSpan(0, count).ToArray().DistinctBy(neighbor => neighbor.Key).Count() != count)
                faults.Enqueue("A key was reported twice.");
            if (searches % 2 == 1 && (count == 0 || found[0].Key != stayingKey))
                faults.Enqueue($"Key {stayingKey} was not found by its own vector.");
        }

        return searches;
    }

    private static bool IsTrue(Neighbor neighbor, float[][] vectors, float[] query)
    {
        for (var variant = 0; variant < Variants; variant++)
        {
            var cosine = Cosine.Of(vectors[(neighbor.Key * Variants) + variant], query);
            if (Math.Abs(cosine - neighbor.Similarity) <= (4 * Cosine.Tolerance(Dimension)) + 1e-6)
                return true;
        }

        return false;
    }
}
