using System.Globalization;
using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Snapshots;

/// <summary>A random history of an index, and what must be true of the index at any point of it.</summary>
internal sealed class RandomChanges(int seed, int keys)
{
    private readonly Random _choice = new(seed);
    private readonly RandomVectors _vectors = new(seed);

    /// <summary>What the index must hold.</summary>
    public Dictionary<long, float[]> Held { get; } = [];

    /// <summary>Adds, replaces and removes.</summary>
    /// <param name="count">How often.</param>
    /// <param name="removeShare">How many of ten are removals.</param>
    /// <param name="indexes">All of them are changed alike.</param>
    public void Make(int count, int removeShare, params ReadOnlySpan<VectorIndex> indexes)
    {
        for (var i = 0; i < count; i++)
        {
            var key = _choice.NextInt64(keys) * 1_000_003;
            if (_choice.Next(10) < removeShare)
            {
                var wasHeld = Held.Remove(key);
                foreach (var index in indexes)
                    Assert.Equal(wasHeld, index.Remove(key));
                continue;
            }

            var vector = Held[key] = _vectors.Next(indexes[0].Dimension);
            foreach (var index in indexes)
                index.Add(key, vector);
        }
    }

    /// <summary>Every vector is found by itself, and nothing else is there.</summary>
    public void Check(VectorIndex index)
    {
        Assert.Equal(Held.Count, index.Count);
        var found = new Neighbor[1];
        foreach (var (key, vector) in Held)
        {
            Assert.Equal(1, index.Search(vector, 0.5f, found));
            Assert.Equal(key, found[0].Key);
        }
    }

    /// <summary>What an index answers to the same queries each time, to the bit.</summary>
    public static string Answers(VectorIndex index)
    {
        var queries = new RandomVectors(seed: 99);
        var found = new Neighbor[10];
        var answers = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            var count = index.Search(queries.Next(index.Dimension), i % 3 == 0 ? -1 : 0.1f, found);
            answers.AddRange(found.Take(count).Select(neighbor => string.Create(
                CultureInfo.InvariantCulture, $"{i}: {neighbor.Key} {neighbor.Similarity:R} {neighbor.Uncertainty:R}")));
        }

        return string.Join('\n', answers);
    }
}
