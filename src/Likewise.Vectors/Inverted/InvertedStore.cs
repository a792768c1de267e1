using System.Diagnostics;

namespace Likewise.Vectors.Inverted;

/// <summary>The writers' side of an inverted index: rows, their places in lists, and the memory that all take.</summary>
/// <remarks>
/// Every member is called under <see cref="Writing"/>, but for those that say so. A new row goes to the tail; <see
/// cref="Upkeep"/> brings it to its cell. A row's place is the number of the list that has its code: from 1 on cells, below 0
/// lists of the tail.
/// </remarks>
internal sealed partial class InvertedStore
{
    private const int FirstEntries = 8;

    private readonly InvertedRows _rows;
    private readonly InvertedLimits _limits;
    private InvertedState _state;
    private Migration? _migration;
    private int _lastNumber; // Of a list of the tail.
    private int _room; // Before this list of the tail none has room.
    private long _listBytes;
    private long _bytes;
    private int _moves;

    public InvertedStore(InvertedRows rows, InvertedLimits limits)
    {
        (_rows, _limits) = (rows, limits);
        _state = new InvertedState(rows.NewTable(), null, []);
    }

    public Lock Writing { get; } = new();

    public InvertedRows Rows => _rows;

    /// <summary>For anyone, at any time.</summary>
    public InvertedState State => Volatile.Read(ref _state);

    /// <summary>For anyone, at any time.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>How often all rows have changed their slots. For anyone, at any time.</summary>
    public int Moves => Volatile.Read(ref _moves);

    /// <summary>A way to other cells that is not at its end.</summary>
    public Migration? Migration
    {
        get => _migration;
        set
        {
            _migration = value;
            Measure();
        }
    }

    /// <returns>Whether a list of the tail has become full.</returns>
    public bool Write(long key, ReadOnlySpan<ulong> code, ReadOnlySpan<byte> vector)
    {
        var slot = _state.Table.Write(key, new VectorRow(vector));
        ref var place = ref InvertedRows.PlaceOf(_state.Table, slot);
        if (place != 0)
            TakeOut(slot, ref place);
        var list = PutInTail(code, slot);
        place = list.Number;
        Measure();
        return list.Count == InvertedLimits.TailRows;
    }

    /// <returns>Whether it was there.</returns>
    public bool Remove(long key)
    {
        var table = _state.Table;
        if (!table.TryFind(key, out var slot))
            return false;

        table.Remove(key);
        TakeOut(slot, ref InvertedRows.PlaceOf(table, slot));
        if (table.Slots > 4 * FirstEntries && 4L * table.Count <= table.Slots)
            Compact();
        Measure();
        return true;
    }

    /// <summary>Replaces the cells, and the lists of the tail.</summary>
    public void Publish(Cells? cells, CodeList[] tail)
    {
        Volatile.Write(ref _state, _state with { Cells = cells, Tail = tail });
        _room = 0;
        Recount();
    }

    /// <summary>Adds an entry to a cell, and makes room where there is none.</summary>
    public void PutInCell(Cells cells, int cell, ReadOnlySpan<ulong> code, int slot)
    {
        ref var list = ref cells.Lists[cell];
        if (list is not null && Own(ref list).TryAdd(code, slot))
            return;

        var grown = list is null
            ? new CodeList(code.Length, cell + 1, FirstEntries)
            : list.Resized(list.Count + Math.Max(FirstEntries, list.Count / 4));
        grown.TryAdd(code, slot);
        Replace(ref list, grown);
    }

    /// <summary>Takes the entry of a row out of a cell.</summary>
    public void TakeFromCell(Cells cells, int cell, int slot)
    {
        ref var list = ref cells.Lists[cell];
        Debug.Assert(list is not null);
        Own(ref list).Remove(slot);
        if (list.Count == 0)
            Replace(ref list, null);
        else if (IsSparse(list))
            Replace(ref list, list.Resized(list.Count + Math.Max(FirstEntries, list.Count / 8)));
    }

    public void Measure()
    {
        var cellBytes = (_state.Cells?.Centres.Bytes ?? 0) + (_migration?.Bytes ?? 0);
        Volatile.Write(ref _bytes, _state.Table.Bytes + _listBytes + cellBytes);
    }

    private void TakeOut(int slot, ref int place)
    {
        if (place > 0)
        {
            TakeFromCell(_state.Cells!, place - 1, slot); // A place in a cell means that there are cells.
            _migration?.TakeOut(this, slot);
        }
        else
        {
            TakeFromTail(place, slot);
        }

        place = 0;
    }

    private CodeList PutInTail(ReadOnlySpan<ulong> code, int slot)
    {
        var tail = _state.Tail;
        for (; _room < tail.Length; _room++)
        {
            ref var list = ref tail[_room];
            if (list.IsClosed)
                continue;
            if (Own(ref list!).TryAdd(code, slot))
                return list;
            if (list.Capacity == InvertedLimits.TailRows)
                continue;

            var grown = list.Resized(Math.Min(InvertedLimits.TailRows, 2 * list.Capacity));
            grown.TryAdd(code, slot);
            Replace(ref list!, grown);
            return grown;
        }

        var added = new CodeList(
            code.Length, --_lastNumber, _state.Table.Count < InvertedLimits.TailRows ? FirstEntries : InvertedLimits.TailRows);
        added.TryAdd(code, slot);
        _listBytes += added.Bytes;
        Volatile.Write(ref _state, _state with { Tail = [.. tail, added] });
        return added;
    }

    private void TakeFromTail(int number, int slot)
    {
        var tail = _state.Tail;
        var index = Array.FindIndex(tail, list => list.Number == number);
        ref var list = ref tail[index];
        Own(ref list!).Remove(slot);
        _room = Math.Min(_room, index);
        if (list.IsClosed)
            return;

        if (list.Count == 0)
        {
            _listBytes -= list.Bytes;
            Volatile.Write(ref _state, _state with { Tail = [.. tail[..index], .. tail[(index + 1)..]] });
        }
        else if (IsSparse(list))
        {
            Replace(ref list!, list.Resized(2 * list.Count));
        }
    }

    private static bool IsSparse(CodeList list) => list.Capacity > FirstEntries && 4 * list.Count <= list.Capacity;

    private void Replace(ref CodeList? list, CodeList? by)
    {
        _listBytes += (by?.Bytes ?? 0) - (list?.Bytes ?? 0);
        Volatile.Write(ref list, by);
    }

    /// <summary>A list that may be changed: a copy of its own where a snapshot is being written of the other.</summary>
    private CodeList Own(ref CodeList list)
    {
        if (_savesOpen > 0 && list.Saves < _saves)
            Volatile.Write(ref list, list.Copy(_saves));
        return list;
    }

    private void Recount()
    {
        _listBytes = _state.Tail.Sum(list => list.Bytes) + (_state.Cells?.Lists.Sum(list => list?.Bytes ?? 0) ?? 0);
        Measure();
    }
}
