using Likewise.Vectors;

namespace Likewise;

/// <summary>
/// The vectors of one scope. Closed once it has become empty, so that nothing is added to one that was taken away.
/// </summary>
internal sealed class ScopePartition(SignEncoder encoder, AdaptiveIndexOptions options)
{
    private readonly AdaptiveIndex _index = new(encoder, options);
    private readonly Lock _lock = new();
    private bool _isClosed;

    public long Bytes => _index.Bytes;

    public int Search(ReadOnlySpan<float> vector, float similarityMin, Span<Neighbor> destination) =>
        _index.Search(vector, similarityMin, destination);

    /// <returns>False when the partition is closed: take a new one.</returns>
    public bool TryAdd(long key, ReadOnlySpan<float> vector)
    {
        lock (_lock)
        {
            if (!_isClosed)
                _index.Add(key, vector);
            return !_isClosed;
        }
    }

    /// <returns>True when it was the last, and the partition is closed now.</returns>
    public bool RemoveAndClose(long key)
    {
        lock (_lock)
        {
            _index.Remove(key);
            _isClosed = _index.Count == 0;
            return _isClosed;
        }
    }
}
