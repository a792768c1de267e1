using System.Numerics;
using Likewise.Vectors.Flat;
using Likewise.Vectors.Kernels;

namespace Likewise.Vectors;

/// <summary>
/// Finds the stored vectors closest to a query by comparing it with every one of them: exact, and quick for small sets.
/// </summary>
/// <remarks>
/// <para><b>Memory.</b> Rows live in blocks. The first block starts with 4 rows and doubles up to 1,024; after that whole blocks
/// of 1,024 are added. An index that never held anything has no block. A removed row is used again by a later addition, and when
/// three rows in four are dead the live ones move to fewer blocks: there are at most 4 rows, or four for each vector held.</para>
/// <para><b>Readers take no lock and wait for nobody.</b> They take the array of blocks once, at the start. What the array holds
/// never changes: growing and shrinking build new blocks, copy the live rows, and publish a new array. A block that has been
/// left behind is not written again, so a search still in it sees the index as it was.</para>
/// <para><b>Writers take one lock</b> and change rows of published blocks in place. Each row has a stamp that is odd while the
/// row is live and whole, even while it is dead or being written, and that grows with each change. A writer makes the stamp even,
/// then writes key and vector, then makes it odd: a store barrier stands after the first step, and the last is a release. A
/// reader reads the stamp (an acquire), then vector and key, then after a load barrier the stamp again, and drops the row unless
/// both are the same odd number. So a half-written vector is never reported, and never one row's key with another's similarity.
/// The stamp would have to come round all 2³² values within one dot product to deceive.</para>
/// <para><b>What a search sees.</b> Every vector added before it began and not touched until it ended, exactly once. A vector
/// that is added, replaced or removed meanwhile may be seen as it was, as it is, or not at all. Each key is reported once at
/// most, with the cosine of a vector that it had during the search.</para>
/// <para><b>Exactness.</b> Vectors are brought to length 1 as they are stored, and scores are divided by the query's length, so a
/// similarity is the cosine to within the rounding of one dot product in single precision (about 1e-6 at 384 dimensions).</para>
/// </remarks>
public sealed class FlatIndex
{
    /// <summary>How far the length of a vector may be from 1.</summary>
    private const float UnitTolerance = 1e-3f;

    private const int FirstRows = 4;
    private const int BlockRows = 1024;

    /// <summary>What <see cref="Dictionary{TKey, TValue}"/> takes per entry: 24 bytes and its 4 bytes of bucket.</summary>
    private const int SlotBytes = 28;

    private readonly Lock _writing = new();
    private readonly Dictionary<long, int> _slots = [];
    private readonly Stack<int> _deadSlots = [];
    private FlatBlock[] _blocks = [];
    private int _usedSlots;
    private int _count;
    private long _bytes;

    /// <summary>An empty index.</summary>
    /// <param name="dimension">Length of every vector; at least 1, at most 65,536.</param>
    public FlatIndex(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, 65_536);
        Dimension = dimension;
    }

    /// <summary>Length of every vector.</summary>
    public int Dimension { get; }

    /// <summary>How many vectors are held.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Memory taken, in bytes: rows, dead ones included, and the map from keys to rows.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Adds a vector, or replaces the one that has this key. Searches that begin afterwards see it.</summary>
    /// <param name="key">The vector's name.</param>
    /// <param name="vector">Shape [<see cref="Dimension"/>], finite, length 1 within 1e-3. Copied.</param>
    /// <exception cref="ArgumentException">The vector is none of that; nothing has changed.</exception>
    public void Add(long key, ReadOnlySpan<float> vector)
    {
        var scale = 1 / LengthOf(vector, nameof(vector));
        lock (_writing)
        {
            if (!_slots.TryGetValue(key, out var slot))
            {
                slot = TakeSlot();
                _slots.Add(key, slot);
            }

            _blocks[slot / BlockRows].Write(slot % BlockRows, key, vector, scale);
            Measure();
        }
    }

    /// <summary>Removes a vector. Searches that begin afterwards do not see it.</summary>
    /// <returns>False when no vector has this key.</returns>
    public bool Remove(long key)
    {
        lock (_writing)
        {
            if (!_slots.Remove(key, out var slot))
                return false;

            _blocks[slot / BlockRows].Erase(slot % BlockRows);
            _deadSlots.Push(slot);
            if (Rows > FirstRows && 4 * _slots.Count <= Rows)
                Shrink();
            Measure();
            return true;
        }
    }

    /// <summary>Finds the vectors closest to a query.</summary>
    /// <param name="query">Shape [<see cref="Dimension"/>], finite, length 1 within 1e-3.</param>
    /// <param name="similarityMin">The least cosine to report, in [-1, 1].</param>
    /// <param name="destination">
    /// Receives the neighbours, closest first, among equals the smaller key first; its length is how many are wanted. Owned by
    /// the caller; what lies beyond the count returned is not written.
    /// </param>
    /// <returns>How many were written.</returns>
    /// <exception cref="ArgumentException">The query or the similarity is not as said.</exception>
    /// <remarks>Safe for concurrent calls. Takes no lock and allocates nothing.</remarks>
    public int Search(ReadOnlySpan<float> query, float similarityMin, Span<Neighbor> destination)
    {
        if (float.IsNaN(similarityMin))
            throw new ArgumentException("The least similarity is not a number.", nameof(similarityMin));

        var scale = 1 / LengthOf(query, nameof(query));
        if (destination.IsEmpty)
            return 0;

        var nearest = new NearestList(destination, similarityMin);
        foreach (var block in Volatile.Read(ref _blocks))
            block.Scan(query, scale, ref nearest);
        return nearest.Count;
    }

    private int Rows => _blocks.Length == 1 ? _blocks[0].Rows : _blocks.Length * BlockRows;

    private float LengthOf(ReadOnlySpan<float> vector, string name)
    {
        if (vector.Length != Dimension)
            throw new ArgumentException($"The vector has {vector.Length} elements, the index has {Dimension}.", name);

        var length = MathF.Sqrt(Dot.Product(vector, vector));
        var isUnit = MathF.Abs(length - 1) <= UnitTolerance; // False for NaN too.
        return isUnit ? length : throw new ArgumentException(
            $"The vector's length is {length}: it must be finite, and 1 within {UnitTolerance}.", name);
    }

    private int TakeSlot()
    {
        if (_deadSlots.TryPop(out var slot))
            return slot;

        if (_usedSlots == Rows)
            Grow();
        return _usedSlots++;
    }

    private void Grow()
    {
        if (Rows < BlockRows)
            Rebuild(RowsFor(Rows + 1));
        else
            Volatile.Write(ref _blocks, [.. _blocks, new FlatBlock(BlockRows, Dimension)]);
    }

    /// <summary>
    /// Leaves room for as many more vectors as are held, so that the next addition does not grow the index again.
    /// </summary>
    private void Shrink()
    {
        Rebuild(RowsFor(2 * _slots.Count));
        _slots.TrimExcess();
        _deadSlots.TrimExcess();
    }

    /// <summary>Moves the live rows into new blocks, one after the other, and publishes those.</summary>
    private void Rebuild(int rows)
    {
        // 1. Build where no reader looks.
        var blocks = new FlatBlock[(rows + BlockRows - 1) / BlockRows];
        for (var i = 0; i < blocks.Length; i++)
            blocks[i] = new FlatBlock(Math.Min(rows, BlockRows), Dimension);

        // 2. Copy.
        var used = 0;
        foreach (var block in _blocks)
        {
            for (var row = 0; row < block.Rows; row++)
            {
                if (!block.IsLive(row))
                    continue;

                var key = block.CopyRow(row, blocks[used / BlockRows], used % BlockRows);
                _slots[key] = used++;
            }
        }

        // 3. Publish.
        _usedSlots = used;
        _deadSlots.Clear();
        Volatile.Write(ref _blocks, blocks);
    }

    private void Measure()
    {
        Volatile.Write(ref _count, _slots.Count);
        Volatile.Write(ref _bytes, (Rows * FlatBlock.RowBytes(Dimension)) + ((long)_slots.EnsureCapacity(0) * SlotBytes));
    }

    /// <summary>How many rows to have for so many vectors: a power of two in the first block, then whole blocks.</summary>
    private static int RowsFor(int count) => count <= BlockRows
        ? Math.Max(FirstRows, (int)BitOperations.RoundUpToPowerOf2((uint)count))
        : (count + BlockRows - 1) / BlockRows * BlockRows;
}
