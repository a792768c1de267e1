using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>How the store is saved while it changes.</summary>
/// <remarks>
/// Rows put down what they were, as in every table. A list that was there when a save began is not changed while it goes on: who
/// is about to change it puts a copy in its place first (<see cref="Own"/>).
/// </remarks>
internal sealed partial class InvertedStore
{
    private int _saves; // Ever begun.
    private int _savesOpen;

    /// <summary>Set while no snapshot is written.</summary>
    public ManualResetEventSlim SavesEnded { get; } = new(initialState: true);

    /// <summary>Everything as it is at this moment, until <see cref="Thaw"/>.</summary>
    public FrozenStore Freeze()
    {
        var (table, cells, tail) = _state;
        var lists = new List<CodeList>(cells?.Lists.OfType<CodeList>() ?? []);
        lists.AddRange(tail.Select(list => Remaining(list, table)));
        var frozen = new FrozenStore(table, table.Freeze(), cells?.Centres, lists, _lastNumber);
        _saves++;
        _savesOpen++;
        SavesEnded.Reset();
        return frozen;
    }

    public void Thaw(FrozenStore frozen)
    {
        frozen.Table.Thaw(frozen.Rows);
        if (--_savesOpen == 0)
            SavesEnded.Set();
    }

    /// <summary>Becomes what was frozen. What was going on is given up.</summary>
    public void Load(InvertedState state, int lastNumber)
    {
        (_migration, _lastNumber, _room) = (null, lastNumber, 0);
        Volatile.Write(ref _state, state);
        Volatile.Write(ref _moves, _moves + 1);
        Recount();
    }

    /// <summary>
    /// What a list of the tail has that no other has. One on its way to cells keeps its entries until all have come there, so
    /// that searches miss none; their rows' places tell which have, and the slots of some may belong to other rows by now.
    /// </summary>
    private static CodeList Remaining(CodeList list, RowTable table) => !list.IsClosed ? list
        : list.With(list.Count, slot => InvertedRows.PlaceOf(table, slot) == list.Number ? slot : -1);
}
