using System.Numerics;
using System.Runtime.Intrinsics;

namespace Likewise.Vectors.Storage;

/// <summary>From a key to the slot of its row, in some five bytes a key: it keeps no key, the rows have them.</summary>
/// <remarks>
/// <para>A cuckoo table (Pagh and Rodler, 2004) of buckets of four cells, two buckets to choose from for each key. A cell holds a
/// slot and, in the bits that slots leave over, a part of the key's hash, so that rows of other keys are seldom looked at. A
/// key's other bucket follows from the one and from that part alone (as in the cuckoo filter of Fan and others, 2014), so cells
/// move without asking for their keys. With two buckets of four, tables fill to 0.98 (Erlingsson and others, 2006); this one is
/// made anew, a little larger, at <see cref="LoadMax"/>.</para>
/// <para>Up to <see cref="ScannedSlots"/> slots there is no table at all: the rows' keys are looked through.</para>
/// <para>One that comes from a file is read when it is first asked, since searches have no need of it.</para>
/// <para>Not safe for concurrent calls: it is the writers'.</para>
/// </remarks>
internal sealed class SlotMap
{
    public const int ScannedSlots = 64;

    private const int BucketCells = SlotMapShape.BucketCells;
    private const double LoadMax = 0.94;
    private const double LoadAfterGrowth = 0.87;
    private const int MovesMax = 500;

    private uint[] _cells = []; // 0: empty. Otherwise the slot + 1, and above it the mark.
    private uint _buckets;
    private int _slotBits;
    private int _count;
    private uint _turn;
    private Func<uint[]?>? _unread;

    public long Bytes => (long)_buckets * BucketCells * sizeof(uint);

    public bool TryFind(long key, ReadOnlySpan<RowBlock> blocks, out int slot)
    {
        EnsureRead(blocks);
        return _cells.Length == 0 ? TryScan(key, blocks, out slot) : CellOf(key, blocks, out slot) >= 0;
    }

    /// <summary>Takes a key out whose row still has it.</summary>
    public bool TryRemove(long key, ReadOnlySpan<RowBlock> blocks, out int slot)
    {
        EnsureRead(blocks);
        if (_cells.Length == 0)
            return TryScan(key, blocks, out slot);

        var cell = CellOf(key, blocks, out slot);
        if (cell < 0)
            return false;

        _cells[cell] = 0;
        _count--;
        return true;
    }

    /// <summary>Takes in a key that is not there and whose row is written.</summary>
    public void Add(long key, int slot, ReadOnlySpan<RowBlock> blocks)
    {
        if (_cells.Length == 0 && slot < ScannedSlots)
            return;

        if (_count + 1 > LoadMax * _cells.Length || ((long)slot + 1) >> _slotBits != 0 || !TryPut(key, slot))
            Rebuild(blocks, Math.Max(_count + 1, slot + 1));
    }

    /// <summary>The map as it stands, for <see cref="Load"/>.</summary>
    public (SlotMapShape Shape, uint[] Cells) Copy(ReadOnlySpan<RowBlock> blocks)
    {
        EnsureRead(blocks);
        return (new(_buckets, _slotBits, _count), [.. _cells]);
    }

    /// <summary>Becomes the map that was copied.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="read">Gives its cells; null when they are damaged, and have to be made anew from the rows.</param>
    public void Load(SlotMapShape shape, Func<uint[]?> read) =>
        (_buckets, _slotBits, _count, _unread, _cells) = (shape.Buckets, shape.SlotBits, shape.Count, read, []);

    /// <summary>Forgets everything and takes in every live row.</summary>
    /// <param name="blocks">The rows.</param>
    /// <param name="capacity">No slot is as large as this, and there are no more keys.</param>
    public void Rebuild(ReadOnlySpan<RowBlock> blocks, int capacity)
    {
        for (var room = capacity / LoadAfterGrowth; !TryRebuild(blocks, capacity, room); room *= 1.05)
        {
            // Hardly ever: the moves of a key went round in a circle. A little more room changes every place.
        }
    }

    private void EnsureRead(ReadOnlySpan<RowBlock> blocks)
    {
        if (_unread is not { } read)
            return;

        _unread = null;
        if (read() is { } cells)
            _cells = cells;
        else
            Rebuild(blocks, blocks.Length * RowTable.BlockRows);
    }

    private bool TryRebuild(ReadOnlySpan<RowBlock> blocks, int capacity, double room)
    {
        (_cells, _buckets, _count, _unread) = ([], 0, 0, null);
        if (capacity <= ScannedSlots)
            return true;

        _buckets = (uint)Math.Ceiling(room / BucketCells);
        _slotBits = 64 - BitOperations.LeadingZeroCount((ulong)(room + 1));
        _cells = new uint[_buckets * BucketCells];
        for (var i = 0; i < blocks.Length; i++)
        {
            for (var row = 0; row < blocks[i].Rows; row++)
            {
                if (blocks[i].IsLive(row) && !TryPut(blocks[i].Key(row), (i * RowTable.BlockRows) + row))
                    return false;
            }
        }

        return true;
    }

    private static bool TryScan(long key, ReadOnlySpan<RowBlock> blocks, out int slot)
    {
        for (slot = 0; blocks.Length > 0 && slot < Math.Min(blocks[0].Rows, ScannedSlots); slot++)
        {
            if (blocks[0].Key(slot) == key && blocks[0].IsLive(slot))
                return true;
        }

        return false;
    }

    private int CellOf(long key, ReadOnlySpan<RowBlock> blocks, out int slot)
    {
        var (bucket, mark) = PlaceOf(key);
        var cell = CellOf(key, mark, bucket, blocks, out slot);
        return cell >= 0 ? cell : CellOf(key, mark, OtherBucket(bucket, mark), blocks, out slot);
    }

    private int CellOf(long key, uint mark, uint bucket, ReadOnlySpan<RowBlock> blocks, out int slot)
    {
        var first = (int)(bucket * BucketCells);
        var sames = Vector128.Equals(
            Vector128.LoadUnsafe(ref _cells[first]) >>> _slotBits, Vector128.Create(mark)).ExtractMostSignificantBits();
        for (; sames != 0; sames &= sames - 1)
        {
            var cell = first + BitOperations.TrailingZeroCount(sames);
            slot = (int)(_cells[cell] & ((1u << _slotBits) - 1)) - 1;
            if (slot >= 0 && blocks[slot / RowTable.BlockRows].Key(slot % RowTable.BlockRows) == key)
                return cell;
        }

        slot = -1;
        return -1;
    }

    private bool TryPut(long key, int slot)
    {
        var (bucket, mark) = PlaceOf(key);
        var cell = (mark << _slotBits) | ((uint)slot + 1);
        if (TryPut(cell, bucket))
        {
            _count++;
            return true;
        }

        // Both full: take another cell's place, and let that one go to its other bucket.
        bucket = OtherBucket(bucket, mark);
        for (var moves = 0; moves < MovesMax; moves++)
        {
            if (TryPut(cell, bucket))
            {
                _count++;
                return true;
            }

            _turn = (_turn * 1_664_525) + 1_013_904_223; // Which cell moves must vary: a step of a congruential generator.
            ref var place = ref _cells[(bucket * BucketCells) + (_turn >> 30)];
            (cell, place) = (place, cell);
            bucket = OtherBucket(bucket, cell >> _slotBits);
        }

        return false;
    }

    private bool TryPut(uint cell, uint bucket)
    {
        foreach (ref var place in _cells.AsSpan((int)(bucket * BucketCells), BucketCells))
        {
            if (place == 0)
            {
                place = cell;
                return true;
            }
        }

        return false;
    }

    private (uint Bucket, uint Mark) PlaceOf(long key)
    {
        // The finisher of splitmix64 (Steele, Lea, Flood, 2014): every bit of the key moves every bit of the hash.
        var hash = (ulong)key + 0x9E3779B97F4A7C15;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        hash ^= hash >> 31;
        return (Reduce((uint)(hash >> 32)), (uint)hash & (uint.MaxValue >> _slotBits));
    }

    /// <summary>Each is the other's other.</summary>
    private uint OtherBucket(uint bucket, uint mark)
    {
        var sum = Reduce((mark + 1) * 0x9E3779B9);
        return sum >= bucket ? sum - bucket : sum + (_buckets - bucket);
    }

    private uint Reduce(uint hash) => (uint)(((ulong)hash * _buckets) >> 32);
}
