using System.Collections.Concurrent;
using Likewise.Vectors.Adaptive;

namespace Likewise.Vectors;

/// <summary>
/// Vectors in partitions that know nothing of each other: a search looks at one. A partition comes with its first vector and goes
/// with its last; a hundred thousand of ten vectors and one of a million stand side by side.
/// </summary>
/// <typeparam name="TPartition">Names a partition.</typeparam>
/// <remarks>
/// Each partition is an <see cref="AdaptiveIndex"/>: some 2 KB and its vectors while it is small. Every member is safe for
/// concurrent calls; searches take no lock.
/// </remarks>
public sealed class PartitionedIndex<TPartition>
    where TPartition : notnull
{
    private readonly ConcurrentDictionary<TPartition, AdaptiveIndex> _partitions = new();
    private readonly AdaptiveLayouts _layouts;

    /// <summary>Without partitions.</summary>
    /// <param name="encoder">Writes the codes of all of them.</param>
    /// <param name="options">Of each of them. Copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public PartitionedIndex(SignEncoder encoder, AdaptiveIndexOptions? options = null) =>
        _layouts = new AdaptiveLayouts(encoder, options ?? new AdaptiveIndexOptions());

    /// <summary>Length of every vector.</summary>
    public int Dimension => _layouts.Dimension;

    /// <summary>How many partitions there are.</summary>
    public int Partitions => _partitions.Count;

    /// <summary>How many vectors there are. Adds up over all partitions.</summary>
    public long Count => _partitions.Sum(pair => (long)pair.Value.Count);

    /// <summary>Memory taken by rows and maps, in bytes. Adds up over all partitions.</summary>
    public long Bytes => _partitions.Sum(pair => pair.Value.Bytes);

    /// <summary>Adds a vector to a partition, or replaces the one that has this key there.</summary>
    /// <param name="partition">Where.</param>
    /// <param name="key">The vector's name in the partition.</param>
    /// <param name="vector">Shape [<see cref="Dimension"/>], finite, length 1 within 1e-3. Copied.</param>
    /// <exception cref="ArgumentException">The vector is none of that; nothing has changed.</exception>
    public void Add(TPartition partition, long key, ReadOnlySpan<float> vector)
    {
        VectorIndex.ScaleOf(vector, Dimension, nameof(vector)); // What is refused makes no partition.
        while (!_partitions.GetOrAdd(partition, static (_, layouts) => new AdaptiveIndex(layouts), _layouts).TryAdd(key, vector))
        {
            // It is being taken away by whoever removed its last vector; the next turn makes a new one.
        }
    }

    /// <summary>Whether a partition holds anything.</summary>
    public bool Contains(TPartition partition) => _partitions.ContainsKey(partition);

    /// <summary>Removes a vector from a partition.</summary>
    /// <returns>False when there is none of this key.</returns>
    public bool Remove(TPartition partition, long key)
    {
        if (!_partitions.TryGetValue(partition, out var index))
            return false;

        var (isRemoved, isClosed) = index.RemoveAndClose(key);
        if (isClosed)
            _partitions.TryRemove(KeyValuePair.Create(partition, index));
        return isRemoved;
    }

    /// <summary>Finds the vectors of a partition closest to a query: see <see cref="VectorIndex.Search"/>.</summary>
    /// <param name="partition">Where to look. Where nothing was added, nothing is found.</param>
    /// <param name="query">Shape [<see cref="Dimension"/>], finite, length 1 within 1e-3.</param>
    /// <param name="similarityMin">The least cosine to report, in [-1, 1].</param>
    /// <param name="destination">Receives the neighbours, closest first; its length is how many are wanted.</param>
    /// <returns>How many were written.</returns>
    /// <exception cref="ArgumentException">The query or the similarity is not as said.</exception>
    public int Search(
        TPartition partition, ReadOnlySpan<float> query, float similarityMin, Span<Neighbor> destination) =>
        _partitions.TryGetValue(partition, out var index) ? index.Search(query, similarityMin, destination) : 0;
}
