using System.Collections.Concurrent;
using Likewise.Vectors;

namespace Likewise.Tests.Vectors;

/// <summary>
/// Searches amid changes. The oracle: every similarity that a search reports is the true cosine of one of the few known vectors
/// that the reported key ever has, no key is reported twice, and a key that nobody touches is always found.
/// </summary>
internal sealed class IndexStress(VectorIndex index, int keys, int steps, double tolerance = 0)
{
    public const int Staying = 6;

    private const int Variants = 4;

    private readonly float[][] _vectors = new RandomVectors(seed: 11).Next(keys * Variants, index.Dimension);
    private readonly ConcurrentQueue<string> _faults = [];
    private readonly double _tolerance = tolerance + (4 * Cosine.Tolerance(index.Dimension)) + 1e-6;

    public async Task RunAsync(Func<int, int> removeShare)
    {
        for (var key = 0; key < Staying; key++)
            index.Add(key, _vectors[key * Variants]);

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
                index.Remove(key);
            else
                index.Add(key, _vectors[(key * Variants) + random.Next(Variants)]);
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
            var found = destination.AsSpan(0, index.Search(query, -1, destination));
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
