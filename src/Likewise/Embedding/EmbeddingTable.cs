namespace Likewise;

/// <summary>
/// Vectors by their texts, of the texts only a SHA-256: a bounded table that keeps those asked for most. Safe for concurrent
/// calls; each holds the lock for one copy of a vector.
/// </summary>
internal sealed class EmbeddingTable(int dimension, int capacity)
{
    private const int BlockRows = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<Digest, int> _slots = [];
    private readonly TinyLfuOrder _order = new(capacity);
    private readonly List<float[]> _blocks = [];
    private readonly Row[] _rows = new Row[capacity];

    public int Count
    {
        get
        {
            lock (_lock)
                return _slots.Count;
        }
    }

    /// <summary>Copies a text's vector, if it is held.</summary>
    /// <param name="text">Digest of the text.</param>
    /// <param name="destination">Receives the vector, shape [dimension]; untouched when there is none.</param>
    /// <param name="isTruncated">Whether the text was longer than the model read.</param>
    public bool TryGet(Digest text, Span<float> destination, out bool isTruncated)
    {
        lock (_lock)
        {
            _order.Ask(text.Prefix);
            if (!_slots.TryGetValue(text, out var slot))
            {
                isTruncated = false;
                return false;
            }

            _order.Use(slot);
            VectorAt(slot).CopyTo(destination);
            isTruncated = _rows[slot].IsTruncated;
            return true;
        }
    }

    /// <summary>Holds a text's vector. One that is held already stays.</summary>
    public void Add(Digest text, ReadOnlySpan<float> vector, bool isTruncated)
    {
        lock (_lock)
        {
            if (_slots.ContainsKey(text))
                return;

            if (_order.Take(text.Prefix, out var slot))
                _slots.Remove(_rows[slot].Text);
            if (slot / BlockRows == _blocks.Count)
                _blocks.Add(new float[Math.Min(BlockRows, capacity - slot) * dimension]);
            _slots.Add(text, slot);
            _rows[slot] = new Row(text, isTruncated);
            vector.CopyTo(VectorAt(slot));
        }
    }

    /// <summary>Everything held, copied.</summary>
    public IReadOnlyList<(Digest Text, float[] Vector, bool IsTruncated)> ToList()
    {
        lock (_lock)
            return [.. _slots.Select(slot => (slot.Key, VectorAt(slot.Value).ToArray(), _rows[slot.Value].IsTruncated))];
    }

    private Span<float> VectorAt(int slot) => _blocks[slot / BlockRows].AsSpan(slot % BlockRows * dimension, dimension);

    private readonly record struct Row(Digest Text, bool IsTruncated);
}
