using System.Numerics;

namespace Likewise.Vectors.Storage;

/// <summary>The rows of an index, in blocks, and the map from keys to rows.</summary>
/// <remarks>
/// <para><b>Memory.</b> The first block starts with 4 rows and doubles up to 1,024; after that whole blocks of 1,024 are added. A
/// table that never held anything has no block. A removed row is used again by a later addition, and when three rows in four are
/// dead the live ones move to fewer blocks: there are at most 4 rows, or four for each vector held. Only that gives a row another
/// slot, and a table that <see cref="KeepsSlots"/> does not do it.</para>
/// <para><b>Readers take no lock and wait for nobody.</b> They take the array of blocks once, at the start. What the array holds
/// never changes: growing and shrinking build new blocks, copy the live rows, and publish a new array. A block that has been
/// left behind is not written again, so a search still in it sees the index as it was.</para>
/// <para><b>Writers take one lock</b> and change rows of published blocks in place. Each row has a stamp that is odd while the
/// row is live and whole, even while it is dead or being written, and that grows with each change. A writer makes the stamp even,
/// then writes key and vector, then makes it odd: a store barrier stands after the first step, and the last is a release. A
/// reader reads the stamp (an acquire), then vector and key, then after a load barrier the stamp again, and drops the row unless
/// both are the same odd number. So a half-written vector is never reported, and never one row's key with another's similarity.
/// The stamp would have to come round all 2¹⁶ values within one dot product to deceive.</para>
/// <para><b>What a search sees.</b> A vector that is added, replaced or removed while a search runs may be seen as it was, as it
/// is, or not at all; those that nobody touches are in the blocks that the search took, once each.</para>
/// </remarks>
internal sealed partial class RowTable
{
    public const int BlockRows = 1024;

    private const int FirstRows = 4;
    private const int None = -1;
    private const int SlicedBlocksMax = 64; // 1 MB for 128 bits a row; what is not used yet is not touched.

    private readonly RowColumn[] _columns;
    private readonly RowShape _fullShape;
    private readonly Lock _writing = new();
    private readonly SlotMap _slots = new();
    private RowBlock[] _blocks = [];
    private NativeRegion? _slicedRegion;
    private int _slicedBlocks; // How many blocks have their sliced columns in that region.
    private int _usedSlots;
    private int _firstDead = None; // Dead rows are chained: each one's key is the slot of the next.
    private int _count;
    private long _bytes;

    /// <summary>An empty table.</summary>
    /// <param name="columns">What a row holds beside its key.</param>
    public RowTable(params ReadOnlySpan<RowColumn> columns)
    {
        _columns = columns.ToArray();
        _fullShape = new RowShape(BlockRows, columns);
    }

    /// <summary>The blocks as they stand. All but the last have <see cref="BlockRows"/> rows.</summary>
    public ReadOnlySpan<RowBlock> Blocks => Volatile.Read(ref _blocks);

    public int Count => Volatile.Read(ref _count);

    /// <summary>
    /// Whether a row stays in its slot as long as it lives, so that others may name it by that. The table does not shrink then.
    /// </summary>
    /// <value>False by default.</value>
    public bool KeepsSlots { get; init; }

    /// <summary>Rows, dead ones included.</summary>
    public int Slots => Blocks is { IsEmpty: false } blocks ? ((blocks.Length - 1) * BlockRows) + blocks[^1].Rows : 0;

    /// <summary>How often rows have changed their slots, all together.</summary>
    public int Moves { get; private set; }

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Writes a row under a key, in the place of the one that has it.</summary>
    /// <returns>Its slot.</returns>
    public int Write<TRow>(long key, scoped in TRow row)
        where TRow : IRow, allows ref struct
    {
        lock (_writing)
        {
            if (!_slots.TryFind(key, _blocks, out var slot))
            {
                slot = TakeSlot();
                WriteAt(slot, key, row);
                Volatile.Write(ref _count, _count + 1);
                _slots.Add(key, slot, _blocks);
            }
            else
            {
                WriteAt(slot, key, row);
            }

            Measure();
            return slot;
        }
    }

    /// <summary>The slot of the row under a key.</summary>
    public bool TryFind(long key, out int slot)
    {
        lock (_writing)
            return _slots.TryFind(key, _blocks, out slot);
    }

    public bool Remove(long key)
    {
        lock (_writing)
        {
            if (!_slots.TryRemove(key, _blocks, out var slot))
                return false;

            KeepFrozen(slot);
            var block = _blocks[slot / BlockRows];
            block.Erase(slot % BlockRows);
            block.SetDeadKey(slot % BlockRows, _firstDead);
            _firstDead = slot;
            Volatile.Write(ref _count, _count - 1);
            if (!KeepsSlots && Slots > FirstRows && 4 * (long)_count <= Slots)
                Rebuild(RowsFor(2 * _count)); // Room for as many again, so that the next addition does not grow it back.
            Measure();
            return true;
        }
    }

    private void WriteAt<TRow>(int slot, long key, scoped in TRow row)
        where TRow : IRow, allows ref struct
    {
        KeepFrozen(slot);
        var (block, place) = (_blocks[slot / BlockRows], slot % BlockRows);
        block.BeginWriting(place, key);
        row.Write(block, place);
        block.EndWriting(place);
    }

    private int TakeSlot()
    {
        if (_firstDead is not None and var slot)
        {
            var next = (int)_blocks[slot / BlockRows].Key(slot % BlockRows);
            _firstDead = (uint)next < (uint)_usedSlots ? next : None; // A mapped file may be damaged: then the chain ends.
            return slot;
        }

        if (_usedSlots == Slots)
            Grow();
        return _usedSlots++;
    }

    private void Grow()
    {
        // No row is dead when a table grows, so those that move to a larger block keep their slots.
        if (Slots < BlockRows)
            Rebuild(RowsFor(Slots + 1));
        else
            Volatile.Write(ref _blocks, [.. _blocks, NewBlock()]);
    }

    /// <summary>
    /// A whole block, empty. What lies bit by bit is what a scan reads of every row, and it lies beside that of the block before:
    /// with 400 KB of vectors in between a scan takes half as long again, because nothing is fetched ahead across the gap.
    /// </summary>
    private RowBlock NewBlock()
    {
        var bytes = _fullShape.Bytes - _fullShape.SlicedOffset;
        if (bytes == 0)
            return new RowBlock(_fullShape);

        if (_slicedRegion is null || _slicedBlocks == SlicedBlocksMax)
            (_slicedRegion, _slicedBlocks) = (new NativeRegion(checked(SlicedBlocksMax * bytes)), 0);
        return RowBlock.InTwoPieces(_fullShape, _slicedRegion, (long)_slicedBlocks++ * bytes);
    }

    /// <summary>Moves the live rows into new blocks, one after the other, and publishes those.</summary>
    private void Rebuild(int rows)
    {
        // 1. Build where no reader looks.
        var blocks = new RowBlock[(rows + BlockRows - 1) / BlockRows];
        for (var i = 0; i < blocks.Length; i++)
            blocks[i] = rows < BlockRows ? new RowBlock(new RowShape(rows, _columns)) : NewBlock();

        // 2. Copy.
        var used = 0;
        foreach (var block in _blocks)
        {
            for (var row = 0; row < block.Rows; row++)
            {
                if (!block.IsLive(row))
                    continue;

                block.CopyRow(row, blocks[used / BlockRows], used % BlockRows);
                used++;
            }
        }

        // 3. Publish.
        (_usedSlots, _firstDead, _frozen) = (used, None, null);
        Moves++;
        _slots.Rebuild(blocks, used);
        Volatile.Write(ref _blocks, blocks);
    }

    private void Measure()
    {
        var blockBytes = _blocks.Length == 1 ? _blocks[0].Bytes : (long)_blocks.Length * _fullShape.Bytes;
        Volatile.Write(ref _bytes, blockBytes + _slots.Bytes);
    }

    /// <summary>How many rows to have for so many vectors: a power of two in the first block, then whole blocks.</summary>
    private static int RowsFor(int count) => count <= BlockRows
        ? Math.Max(FirstRows, (int)BitOperations.RoundUpToPowerOf2((uint)count))
        : (int)(((long)count + BlockRows - 1) / BlockRows * BlockRows);
}
