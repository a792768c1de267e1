namespace Likewise.Vectors.Storage;

/// <summary>The rows of a table as they were at one moment, given out block by block while writers go on.</summary>
/// <remarks>
/// <para>A writer that is about to change a row puts down here what it was, once, unless its block has been given out. A block is
/// copied without a lock, so the copy may hold halves of rows that were being written; but all of those have been put down by
/// then, and are set back in the copy. The table's lock is held to take them over, not to copy.</para>
/// <para>When the table moves its rows, the blocks it leaves behind stay as they are, and nothing more is put down. At worst,
/// every row of blocks that are still to come is kept twice.</para>
/// </remarks>
internal sealed class FrozenRows
{
    private readonly RowTable _table;
    private readonly RowBlock[] _blocks;
    private readonly Dictionary<int, KeptRow>?[] _kept; // Of each block, by row. Guarded by the table's lock, as the next two.
    private int _given;
    private RowBlock? _copy;

    /// <summary>For the table, which holds its lock.</summary>
    public FrozenRows(RowTable table, RowBlock[] blocks, RowTableState state, uint[] cells, FrozenRows? other)
    {
        (_table, _blocks, State, Cells, Other) = (table, blocks, state, cells, other);
        _kept = new Dictionary<int, KeptRow>?[blocks.Length];
    }

    public RowTableState State { get; }

    /// <summary>Of the map from keys to slots.</summary>
    public uint[] Cells { get; }

    /// <summary>Another that has been taken of the table, earlier.</summary>
    public FrozenRows? Other { get; set; }

    public int Blocks => _blocks.Length;

    /// <summary>Rows of a block.</summary>
    public int BlockRows => _blocks.Length == 0 ? 0 : _blocks[0].Rows;

    /// <summary>Puts down what a row is, before it changes. For the table, which holds its lock.</summary>
    public void Keep(int slot)
    {
        var (block, row) = (slot / RowTable.BlockRows, slot % RowTable.BlockRows);
        if (block < _given || block >= _blocks.Length)
            return;

        var kept = _kept[block] ??= [];
        if (!kept.ContainsKey(row))
            kept.Add(row, KeptRow.Of(_blocks[block], row, _table.RowBytes));
    }

    /// <summary>The next block's image, dead rows cleared. Good until the next call.</summary>
    public ReadOnlySpan<byte> NextImage()
    {
        // 1. Copy, though it may be written to.
        var copy = _copy ??= _table.BlockLike(_blocks[0]);
        _blocks[_given].CopyTo(copy);

        // 2. Take over what was put down, all at once; who changes the block from now on no longer does so. Taking a lock is a
        // full fence: what was copied was read before.
        Dictionary<int, KeptRow>? kept;
        lock (_table.Writing)
            (kept, _kept[_given]) = (_kept[_given++], null);

        // 3. Set it back.
        foreach (var (row, was) in kept ?? [])
            copy.Restore(row, was);
        copy.ClearDead();
        return copy.Image;
    }
}
