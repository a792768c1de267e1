using System.Collections.Concurrent;
using Likewise.Vectors;

namespace Likewise;

/// <summary>The vector tier in this process: one index per scope. Answers at once and never fails.</summary>
/// <remarks>
/// An index knows its vectors by a key that is given once and never again. A key found leads to its summary as long as the entry
/// is there; after that it leads nowhere. So a search that crosses a removal finds less, never another entry's summary.
/// </remarks>
internal sealed class NearTier(EmbedderIdentity identity) : IVectorTier
{
    /// <summary>Below so many dimensions bytes are too coarse, and floats cost little.</summary>
    private const int BytesDimensionMin = 64;

    /// <summary>
    /// From so many entries of a scope on, searching all codes takes longer than it should beside embedding the prompt (0.3 ms,
    /// and growing), and cells find nearly everything in a twentieth of it (<c>docs/performance.md</c>).
    /// </summary>
    private const int CellsFrom = 500_000;

    private readonly PartitionedIndex<Scope> _vectors = new(new SignEncoder(identity.Dimension), new AdaptiveIndexOptions
    {
        InvertedFrom = CellsFrom,
        Binary = new() { Storage = identity.Dimension < BytesDimensionMin ? VectorStorage.Float32 : VectorStorage.Int8 },
    });

    private readonly ConcurrentDictionary<long, EntrySummary> _summaries = new();
    private readonly ConcurrentDictionary<EntryId, long> _keys = new();
    private long _lastKey;

    public string Name => "near";

    public EmbedderIdentity Identity { get; } = identity;

    public int Count => _keys.Count;

    public int Scopes => _vectors.Partitions;

    /// <summary>Memory taken by the vectors. Adds up over all scopes.</summary>
    public long Bytes => _vectors.Bytes;

    public bool Contains(Scope scope) => _vectors.Contains(scope);

    /// <summary>What one vector takes: its components and its code, a bit for each.</summary>
    public static int BytesPerVector(int dimension) =>
        (dimension < BytesDimensionMin ? sizeof(float) * dimension : dimension) + (dimension / 8);

    public ValueTask<int> SearchAsync(VectorQuery query, Memory<Candidate> destination, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Search(query, destination.Span));

    public ValueTask AddAsync(EntrySummary summary, ReadOnlyMemory<float> vector, CancellationToken cancellationToken)
    {
        if (summary.Embedder != Identity)
            throw new EmbedderMismatchException("The near tier", Identity, summary.Embedder);

        var key = Interlocked.Increment(ref _lastKey);
        _summaries[key] = summary;
        _vectors.Add(summary.Key.Scope, key, vector.Span);
        if (_keys.TryGetValue(summary.Id, out var replaced))
            Remove(summary.Key.Scope, replaced);
        _keys[summary.Id] = key;
        return ValueTask.CompletedTask;
    }

    public ValueTask RemoveAsync(EntrySummary summary, CancellationToken cancellationToken)
    {
        if (_keys.TryRemove(summary.Id, out var key))
            Remove(summary.Key.Scope, key);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private int Search(in VectorQuery query, Span<Candidate> destination)
    {
        Span<Neighbor> neighbors = stackalloc Neighbor[destination.Length];
        var found = _vectors.Search(query.Scope, query.Vector.Span, (float)query.SimilarityMin, neighbors);

        var written = 0;
        foreach (var neighbor in neighbors[..found])
        {
            if (_summaries.TryGetValue(neighbor.Key, out var summary))
                destination[written++] = new Candidate(neighbor.Similarity, summary);
        }

        return written;
    }

    private void Remove(Scope scope, long key)
    {
        _summaries.TryRemove(key, out _);
        _vectors.Remove(scope, key);
    }
}
