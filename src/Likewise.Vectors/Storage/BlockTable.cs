using System.Numerics;

namespace Likewise.Vectors.Storage;

/// <summary>The rows of an index, in blocks, and the map from keys to rows.</summary>
/// <param name="create">Makes an empty block of so many rows.</param>
/// <param name="rowBytes">What a row takes in its block.</param>
/// <remarks>
/// <para><b>Memory.</b> The first block starts with 4 rows and doubles up to 1,024; after that whole blocks of 1,024 are added. A
/// table that never held anything has no block. A removed row is used again by a later addition, and when three rows in four are
/// dead the live ones move to fewer blocks: there are at most 4 rows, or four for each vector held.</para>
/// <para><b>Readers take no lock and wait for nobody.</b> They take the array of blocks once, at the start. What the array holds
/// never changes: growing and shrinking build new blocks, copy the live rows, and publish a new array. A block that has been
/// left behind is not written again, so a search still in it sees the index as it was.</para>
/// <para><b>Writers take one lock</b> and change rows of published blocks in place. Each row has a stamp that is odd while the
/// row is live and whole, even while it is dead or being written, and that grows with each change. A writer makes the stamp even,
/// then writes key and vector, then makes it odd: a store barrier stands after the first step, and the last is a release. A
/// reader reads the stamp (an acquire), then vector and key, then after a load barrier the stamp again, and drops the row unless
/// both are the same odd number. So a half-written vector is never reported, and never one row's key with another's similarity.
/// The stamp would have to come round all 2³² values within one dot product to deceive.</para>
/// <para><b>What a search sees.</b> A vector that is added, replaced or removed while a search runs may be seen as it was, as it
/// is, or not at all; those that nobody touches are in the blocks that the search took, once each.</para>
/// </remarks>
internal sealed class BlockTable<TBlock>(Func<int, TBlock> create, long rowBytes)
    where TBlock : class, IBlock<TBlock>
{
    public const int BlockRows = 1024;

    private const int FirstRows = 4;

    /// <summary>What <see cref="Dictionary{TKey, TValue}"/> takes per entry: 24 bytes and its 4 bytes of bucket.</summary>
    private const int SlotBytes = 28;

    private readonly Lock _writing = new();
    private readonly Dictionary<long, int> _slots = [];
    private readonly Stack<int> _deadSlots = [];
    private TBlock[] _blocks = [];
    private int _usedSlots;
    private int _count;
    private long _bytes;

    /// <summary>The blocks as they stand. All but the last have <see cref="BlockRows"/> rows.</summary>
    public ReadOnlySpan<TBlock> Blocks => Volatile.Read(ref _blocks);

    public int Count => Volatile.Read(ref _count);

    public long Bytes => Volatile.Read(ref _bytes);

    public void Write(long key, ReadOnlySpan<float> vector, float scale)
    {
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

    private int Rows => _blocks.Length == 1 ? _blocks[0].Rows : _blocks.Length * BlockRows;

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
            Volatile.Write(ref _blocks, [.. _blocks, create(BlockRows)]);
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
        var blocks = new TBlock[(rows + BlockRows - 1) / BlockRows];
        for (var i = 0; i < blocks.Length; i++)
            blocks[i] = create(Math.Min(rows, BlockRows));

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
        Volatile.Write(ref _bytes, (Rows * rowBytes) + ((long)_slots.EnsureCapacity(0) * SlotBytes));
    }

    /// <summary>How many rows to have for so many vectors: a power of two in the first block, then whole blocks.</summary>
    private static int RowsFor(int count) => count <= BlockRows
        ? Math.Max(FirstRows, (int)BitOperations.RoundUpToPowerOf2((uint)count))
        : (count + BlockRows - 1) / BlockRows * BlockRows;
}
