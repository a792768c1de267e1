using Likewise.Vectors;

namespace Likewise.Samples;

internal static class NearestVectors
{
    /// <summary>The keys of the stored vectors closest to a query, closest first.</summary>
    public static long[] Find(ReadOnlySpan<float> query)
    {
        var index = new FlatIndex(dimension: 2);
        index.Add(key: 1, [1f, 0f]);
        index.Add(key: 2, [0.6f, 0.8f]);

        Span<Neighbor> nearest = stackalloc Neighbor[4];
        var count = index.Search(query, similarityMin: 0.5f, nearest);
        return [.. nearest[..count].ToArray().Select(neighbor => neighbor.Key)];
    }
}
