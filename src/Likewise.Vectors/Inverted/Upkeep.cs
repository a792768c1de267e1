using System.Diagnostics;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>
/// What goes on in the background: cells are found, rows of the tail come to their cells, and when as many have come as there
/// were when cells were found last, they are found anew.
/// </summary>
/// <remarks>
/// <para>One task at most, which ends when there is nothing to do. It reads rows and looks for their cells without the lock, and
/// takes that to move some at a time, those that have not been touched since.</para>
/// <para>What it does follows from the rows in the order in which they were added, not from when it gets to it: what has come to
/// cells is counted, not what waits. So the same additions by one thread end in the same cells.</para>
/// </remarks>
internal sealed class Upkeep(InvertedStore store, InvertedLimits limits)
{
    private readonly CellFinder _finder = new(store.Rows);
    private bool _isRunning;
    private long _trainedRows;
    private long _comeSince;

    private enum Work
    {
        None,
        Drain,
        Train,
    }

    /// <summary>Ends when there is nothing more to do, if nothing changes meanwhile.</summary>
    public Task Settled { get; private set; } = Task.CompletedTask;

    /// <summary>How many rows cells were found from last, and how many have come to them since.</summary>
    public (long Trained, long Come) Progress
    {
        get => (_trainedRows, _comeSince);
        set => (_trainedRows, _comeSince) = value;
    }

    /// <summary>Starts what there is to do. Under the writers' lock.</summary>
    public void Start()
    {
        if (_isRunning || Next() == Work.None)
            return;

        _isRunning = true;
        Settled = Task.Run(Run);
    }

    private void Run()
    {
        while (true)
        {
            Work work;
            InvertedState state;
            lock (store.Writing)
            {
                (work, state) = (Next(), store.State);
                if (work == Work.None)
                {
                    _isRunning = false;
                    return;
                }

                if (work == Work.Drain)
                    state.Tail.First(IsFull).IsClosed = true;
            }

            if (work == Work.Drain)
                Drain(state, state.Tail.First(list => list.IsClosed));
            else
                Train(state);
        }
    }

    private Work Next()
    {
        var (table, cells, tail) = store.State;
        var full = tail.Count(IsFull);
        if (cells is null)
            return full * InvertedLimits.TailRows >= limits.CellsFrom ? Work.Train : Work.None;
        if (_comeSince >= _trainedRows || 4L * table.Count < _trainedRows)
            return Work.Train;
        return full > 0 ? Work.Drain : Work.None;
    }

    private static bool IsFull(CodeList list) => list.Count == InvertedLimits.TailRows;

    /// <summary>Brings the rows of a list to their cells, and takes the list out of the tail.</summary>
    private void Drain(InvertedState from, CodeList list)
    {
        var cells = from.Cells!; // Without cells it is not called.
        for (var place = 0; place < list.Places;)
        {
            _finder.Find(from.Table, list, ref place, cells.Centres);
            lock (store.Writing)
            {
                if (store.State.Table != from.Table)
                    return; // All rows have changed their slots. The list is another now, and open.

                for (var i = 0; i < _finder.Rows.Length; i++)
                {
                    var row = _finder.Rows[i];
                    if (!CellFinder.IsUntouched(from.Table, row, list.Number))
                        continue;

                    store.PutInCell(cells, row.Cell, _finder.Code(i), row.Slot);
                    from.Table.BeforeChange(row.Slot);
                    InvertedRows.PlaceOf(from.Table, row.Slot) = row.Cell + 1;
                }
            }
        }

        lock (store.Writing)
        {
            if (store.State.Table != from.Table)
                return;

            _comeSince += InvertedLimits.TailRows;
            store.Publish(cells, [.. store.State.Tail.Where(other => other.Number != list.Number)]);
        }
    }

    /// <summary>Finds cells, and brings all rows that are in cells there.</summary>
    private void Train(InvertedState state)
    {
        var slots = state.Cells is null
            ? SlotsOf(state.Tail.Where(IsFull).Take(limits.CellsFrom / InvertedLimits.TailRows))
            : SlotsOf(state.Cells.Lists);
        if (slots.Length < limits.CellsFrom / 2)
            slots = [.. slots, .. SlotsOf(state.Tail)];
        var centres = new CellTraining(store.Rows, state.Table, limits.Seed)
            .Train(slots, InvertedLimits.CellsFor(slots.Length), state.Cells?.Centres);
        if (state.Cells is { } cells)
            Migrate(state.Table, cells, new Cells(centres));
        lock (store.Writing)
        {
            if (store.State.Table != state.Table)
                return; // Other rows were loaded, or these have changed their slots: so that it may be due again.

            if (state.Cells is null)
                store.Publish(new Cells(centres), store.State.Tail);
            Progress = (slots.Length, state.Cells is null ? -slots.Length : 0);
        }
    }

    private void Migrate(RowTable table, Cells from, Cells to)
    {
        // 1. Say where each row belongs. Nothing is added to the cells in force meanwhile: that is what this task does otherwise.
        var migration = new Migration(to, table.Slots);
        for (var cell = 0; cell < from.Lists.Length; cell++)
        {
            if (Volatile.Read(ref from.Lists[cell]) is { } list)
                Assign(table, list, migration);
        }

        migration.MakeRoom(store.Rows.Encoder.CodeWords);

        // 2. Bring it there. From now on, what is taken out of the cells in force is taken out of the others too.
        lock (store.Writing)
        {
            if (store.State.Table != table)
                return; // All rows have changed their slots.

            store.Migration = migration;
        }

        for (var cell = 0; cell < from.Lists.Length; cell++)
        {
            if (!TryMove(table, ref from.Lists[cell], migration))
                return;
        }

        // 3. All at once: while a snapshot is written, every row would have to be put down for that.
        while (!TryArrive(table, migration))
            store.SavesEnded.Wait();
    }

    /// <returns>False while a snapshot is written.</returns>
    private bool TryArrive(RowTable table, Migration migration)
    {
        lock (store.Writing)
        {
            if (store.Migration != migration)
                return true; // It leads nowhere any more.
            if (!store.SavesEnded.IsSet)
                return false;

            for (var slot = 0; slot < migration.Slots; slot++)
            {
                ref var place = ref InvertedRows.PlaceOf(table, slot);
                Debug.Assert(place > 0 == migration.PlaceOf(slot) > 0);
                if (place > 0)
                    place = migration.PlaceOf(slot);
            }

            store.Migration = null;
            store.Publish(migration.To, store.State.Tail);
            return true;
        }
    }

    private void Assign(RowTable table, CodeList list, Migration migration)
    {
        for (var place = 0; place < list.Places;)
        {
            _finder.Find(table, list, ref place, migration.To.Centres);
            foreach (var row in _finder.Rows)
                migration.Assign(row);
        }
    }

    /// <returns>False when all rows have changed their slots, so that the way leads nowhere.</returns>
    private bool TryMove(RowTable table, ref CodeList? list, Migration migration)
    {
        Span<ulong> code = stackalloc ulong[store.Rows.Encoder.CodeWords];
        var before = list;
        for (var first = 0; ; first += InvertedLimits.RowsAtOnce)
        {
            lock (store.Writing)
            {
                if (store.Migration != migration)
                    return false;
                if (list != before)
                    (first, before) = (0, list); // Its entries stand elsewhere now.
                if (list is null || first >= list.Places)
                    return true;

                for (var place = first; place < Math.Min(list.Places, first + InvertedLimits.RowsAtOnce); place++)
                {
                    var slot = list.SlotAt(place);
                    if (slot < 0 || migration.PlaceOf(slot) != 0)
                        continue;

                    var row = migration.Assigned(slot);
                    Debug.Assert(CellFinder.IsUntouched(table, row, list.Number));
                    list.ReadCode(place, code);
                    store.PutInCell(migration.To, row.Cell, code, slot);
                    migration.PlaceOf(slot) = row.Cell + 1;
                }
            }
        }
    }

    private static int[] SlotsOf(IEnumerable<CodeList?> lists)
    {
        var slots = new List<int>();
        foreach (var list in lists)
        {
            for (var place = 0; place < (list?.Places ?? 0); place++)
            {
                if (list!.SlotAt(place) is >= 0 and var slot)
                    slots.Add(slot);
            }
        }

        return [.. slots];
    }
}
