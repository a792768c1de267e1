using System.Collections.Concurrent;
using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Flat;

/// <summary>
/// Searches amid changes. The oracle: every similarity that a search reports is the true cosine of one of the few known vectors
/// that the reported key ever has, no key is reported twice, and a key that nobody touches is always found.
/// </summary>
public sealed class FlatIndexConcurrencyTests
{
    private const int Variants = 4;
    private const int Staying = 6;

    [Fact]
    public async Task A_search_never_reports_a_half_written_vector_or_another_rows_score()
    {
        // Few keys of long vectors, so that nearly every write meets a search in the same row; keys come and go in the rows of
        // others.
        var stress = new Stress(keys: Staying + 6, dimension: 1024, steps: 40_000);
        await stress.RunAsync(removeShare: _ => 4);
    }

    [Fact]
    public async Task A_search_loses_nothing_while_the_index_grows_and_shrinks()
    {
        // Waves from a dozen keys to thousands and back, so that blocks are built, copied and left behind under the readers.
        var stress = new Stress(keys: 3_000, dimension: 32, steps: 48_000);
        await stress.RunAsync(removeShare: step => step / 4_000 % 2 == 0 ? 1 : 9);
    }

    private sealed class Stress(int keys, int dimension, int steps)
    {
        private readonly float[][] _vectors = new RandomVectors(seed: 11).Next(keys * Variants, dimension);
        private readonly FlatIndex _index = new(dimension);
        private readonly ConcurrentQueue<string> _faults = [];
        private readonly double _tolerance = (4 * Cosine.Tolerance(dimension)) + 1e-6;

        public async Task RunAsync(Func<int, int> removeShare)
        {
            for (var key = 0; key < Staying; key++)
                _index.Add(key, _vectors[key * Variants]);

            using var done = new CancellationTokenSource();
            var readers = Enumerable.Range(0, 2).Select(seed => OnThread(() => Read(seed, done.Token))).ToArray();
            await Task.WhenAll(Enumerable.Range(0, 2).Select(seed => OnThread(() => Write(seed, removeShare))));
            await done.CancelAsync();
            var searches = await Task.WhenAll(readers);

            Assert.Empty(_faults);
            Assert.All(searches, count => Assert.True(count > 0));
        }

        private static Task<int> OnThread(Func<int> work) => Task.Factory.StartNew(
            work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        private int Write(int seed, Func<int, int> removeShare)
        {
            var random = new Random(seed);
            for (var step = 0; step < steps && _faults.IsEmpty; step++)
            {
                var key = random.Next(Staying, keys);
                if (random.Next(10) < removeShare(step))
                    _index.Remove(key);
                else
                    _index.Add(key, _vectors[(key * Variants) + random.Next(Variants)]);
            }

            return steps;
        }

        private int Read(int seed, CancellationToken done)
        {
            var random = new Random(1000 + seed);
            var destination = new Neighbor[16];
            var searches = 0;
            for (; (searches == 0 || !done.IsCancellationRequested) && _faults.IsEmpty; searches++)
            {
                var key = random.Next(Staying);
                var query = _vectors[key * Variants];
                var found = destination.AsSpan(0, _index.Search(query, -1, destination));
                Check(key, query, found);
            }

            return searches;
        }

        private void Check(int key, float[] query, ReadOnlySpan<Neighbor> found)
        {
            var seen = new HashSet<long>();
            foreach (var neighbor in found)
            {
                if (!seen.Add(neighbor.Key))
                    _faults.Enqueue($"{neighbor} was reported twice.");
                if (!IsTrue(neighbor, query))
                    _faults.Enqueue($"{neighbor} is the cosine of none of the key's vectors.");
            }

            if (found.IsEmpty || found[0].Key != key)
                _faults.Enqueue($"Key {key} was not found by its own vector.");
        }

        private bool IsTrue(Neighbor neighbor, float[] query)
        {
            for (var variant = 0; variant < Variants; variant++)
            {
                var cosine = Cosine.Of(_vectors[(neighbor.Key * Variants) + variant], query);
                if (Math.Abs(cosine - neighbor.Similarity) <= _tolerance)
                    return true;
            }

            return false;
        }
    }
}
