namespace Likewise.Vectors.Storage;

internal sealed partial class RowTable
{
    private FrozenRows? _frozen; // The latest; each knows the one before it.

    /// <summary>The writers' lock, for <see cref="FrozenRows"/>.</summary>
    public Lock Writing => _writing;

    /// <summary>Of a row, key and stamp not counted.</summary>
    public int RowBytes => _fullShape.RowBytes;

    /// <summary>Where everything lies in a block of so many rows.</summary>
    public RowShape ShapeOf(int rows) => rows == BlockRows ? _fullShape : new RowShape(rows, _columns);

    /// <summary>A block as large as another of this table, empty.</summary>
    public RowBlock BlockLike(RowBlock block) => new(ShapeOf(block.Rows));

    /// <summary>Whether a table may have so many blocks of so many rows.</summary>
    public static bool CanHave(int blocks, int rows) => blocks switch
    {
        0 => rows == 0,
        1 => rows is >= FirstRows and <= BlockRows && RowsFor(rows) == rows,
        _ => blocks <= int.MaxValue / BlockRows && rows == BlockRows,
    };

    /// <summary>The rows as they are at this moment, until <see cref="Thaw"/>.</summary>
    public FrozenRows Freeze()
    {
        lock (_writing)
        {
            var (map, cells) = _slots.Copy(_blocks);
            return _frozen = new(this, _blocks, new(_usedSlots, _firstDead, _count, map), cells, _frozen);
        }
    }

    /// <summary>
    /// For an index that changes a row's columns past the table: to be called before it does. Between this and the change no
    /// other may begin to freeze the table.
    /// </summary>
    public void BeforeChange(int slot)
    {
        if (Volatile.Read(ref _frozen) is null)
            return;

        lock (_writing)
            KeepFrozen(slot);
    }

    /// <summary>Lets writers put nothing more down for these.</summary>
    public void Thaw(FrozenRows frozen)
    {
        lock (_writing)
        {
            if (_frozen == frozen)
                _frozen = frozen.Other;
            for (var later = _frozen; later is not null; later = later.Other)
            {
                if (later.Other == frozen)
                    later.Other = frozen.Other;
            }
        }
    }

    /// <summary>Becomes the table that was frozen.</summary>
    /// <param name="blocks">Its blocks.</param>
    /// <param name="state">Its state.</param>
    /// <param name="readCells">Gives its map's cells when they are needed; null when they are damaged.</param>
    public void Load(RowBlock[] blocks, RowTableState state, Func<uint[]?> readCells)
    {
        lock (_writing)
        {
            (_usedSlots, _firstDead, _frozen) = (state.UsedSlots, state.FirstDead, null);
            Moves++;
            _slots.Load(state.Map, readCells);
            Volatile.Write(ref _count, state.Count);
            Volatile.Write(ref _blocks, blocks);
            Measure();
        }
    }

    /// <summary>Lets go of every row.</summary>
    public void Clear() => Load([], new(UsedSlots: 0, None, Count: 0, Map: default), static () => []);

    private void KeepFrozen(int slot)
    {
        for (var frozen = _frozen; frozen is not null; frozen = frozen.Other)
            frozen.Keep(slot);
    }
}
