using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>The way of all rows in cells to other cells. What is added meanwhile stays in the tail.</summary>
/// <param name="to">The other cells.</param>
/// <param name="slots">How many rows there are, dead ones included.</param>
internal sealed class Migration(Cells to, int slots)
{
    private readonly int[] _cells = new int[slots];
    private readonly ushort[] _stamps = new ushort[slots];
    private readonly int[] _places = new int[slots];

    public Cells To => to;

    public int Slots => slots;

    public long Bytes => to.Centres.Bytes + (slots * 10L);

    /// <summary>Says where a row belongs as long as it is as it was found.</summary>
    public void Assign(in CellFinder.Found row) => (_cells[row.Slot], _stamps[row.Slot]) = (row.Cell, row.Stamp);

    public CellFinder.Found Assigned(int slot) => new(slot, _stamps[slot], _cells[slot]);

    /// <summary>Where a row will be: as its place, 0 if it has not come there yet.</summary>
    public ref int PlaceOf(int slot) => ref _places[slot];

    /// <summary>Makes lists that have room for all rows that belong there.</summary>
    public void MakeRoom(int words)
    {
        var counts = new int[to.Lists.Length];
        for (var slot = 0; slot < slots; slot++)
        {
            if (RowBlock.IsWhole(_stamps[slot])) // 0 where none was assigned.
                counts[_cells[slot]]++;
        }

        for (var cell = 0; cell < counts.Length; cell++)
            to.Lists[cell] = counts[cell] == 0 ? null : new CodeList(words, cell + 1, counts[cell]);
    }

    /// <summary>Takes a row out that is taken out of the cells in force.</summary>
    public void TakeOut(InvertedStore store, int slot)
    {
        if (slot >= slots || _places[slot] == 0)
            return;

        store.TakeFromCell(to, _places[slot] - 1, slot);
        _places[slot] = 0;
    }
}
