namespace Likewise;

/// <summary>
/// Vectors by their texts, of the texts only a SHA-256: a bounded table that keeps those asked for most. Safe for concurrent
/// calls; each holds the lock for one copy of a vector.
/// </summary>
internal sealed class EmbeddingTable(int dimension, int capacity)
{
    private const int BlockRows = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<Digest, Row> _rows = [];
    private readonly TinyLfuOrder _order = new();
    private readonly List<float[]> _blocks = [];

    public int Count
    {
        get
        {
            lock (_lock)
                return _rows.Count;
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
            if (!_rows.TryGetValue(text, out var row))
            {
                isTruncated = false;
                return false;
            }

            _order.Use(row);
            VectorAt(row.Slot).CopyTo(destination);
            isTruncated = row.IsTruncated;
            return true;
        }
    }

    /// <summary>Holds a text's vector. One that is held already stays.</summary>
    public void Add(Digest text, ReadOnlySpan<float> vector, bool isTruncated)
    {
        lock (_lock)
        {
            if (_rows.ContainsKey(text))
                return;

            var row = new Row(text, _rows.Count == capacity ? GiveUp() : _rows.Count, isTruncated);
            if (row.Slot / BlockRows == _blocks.Count)
                _blocks.Add(new float[Math.Min(BlockRows, capacity - row.Slot) * dimension]);
            _rows.Add(text, row);
            _order.Add(row, uses: 0);
            vector.CopyTo(VectorAt(row.Slot));
        }
    }

    /// <summary>Everything held, copied.</summary>
    public IReadOnlyList<(Digest Text, float[] Vector, bool IsTruncated)> ToList()
    {
        lock (_lock)
            return [.. _rows.Values.Select(row => (row.Text, VectorAt(row.Slot).ToArray(), row.IsTruncated))];
    }

    /// <returns>The slot that is free for it.</returns>
    private int GiveUp()
    {
        var gone = (Row)_order.Next!; // The table is full, and what is in it is in the order.
        _order.Remove(gone);
        _rows.Remove(gone.Text);
        return gone.Slot;
    }

    private Span<float> VectorAt(int slot) => _blocks[slot / BlockRows].AsSpan(slot % BlockRows * dimension, dimension);

    private sealed class Row(Digest text, int slot, bool isTruncated) : OrderNode
    {
        public Digest Text { get; } = text;

        public int Slot { get; } = slot;

        public bool IsTruncated { get; } = isTruncated;

        public override ulong Hash => Text.Prefix;
    }
}
