namespace Likewise.Vectors.Inverted;

/// <summary>The way of all rows in cells to other cells. What is added meanwhile stays in the tail.</summary>
internal sealed class Migration(Cells to, int slots)
{
    private readonly int[] _places = new int[slots];

    public Cells To => to;

    /// <summary>Rows there were at its start.</summary>
    public int Slots => _places.Length;

    public long Bytes => to.Centres.Bytes + ((long)_places.Length * sizeof(int));

    /// <summary>Where a row will be: as its place, 0 if it has not come there yet.</summary>
    public ref int PlaceOf(int slot) => ref _places[slot];

    /// <summary>Takes a row out that is taken out of the cells in force.</summary>
    public void TakeOut(InvertedStore store, int slot)
    {
        if (slot >= _places.Length || _places[slot] == 0)
            return;

        store.TakeFromCell(to, _places[slot] - 1, slot);
        _places[slot] = 0;
    }
}
