using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>Looks for the cells of some rows of a list, without the writers' lock, and knows which were touched since.</summary>
internal sealed class CellFinder(InvertedRows rows)
{
    private readonly float[] _vector = new float[rows.Encoder.Dimension];
    private readonly sbyte[] _elements = new sbyte[rows.Encoder.Dimension];
    private readonly ulong[] _codes = new ulong[InvertedLimits.RowsAtOnce * rows.Encoder.CodeWords];
    private readonly Found[] _found = new Found[InvertedLimits.RowsAtOnce];
    private int _count;

    /// <summary>A row, and the cell that is nearest to it.</summary>
    public readonly record struct Found(int Slot, ushort Stamp, int Cell);

    public ReadOnlySpan<Found> Rows => _found.AsSpan(0, _count);

    public Span<ulong> Code(int index) => _codes.AsSpan(index * rows.Encoder.CodeWords, rows.Encoder.CodeWords);

    /// <summary>Looks for the cells of the next rows.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="list">A list that nothing is added to.</param>
    /// <param name="place">Where to go on in the list; receives where to go on after that.</param>
    /// <param name="centres">The cells.</param>
    public void Find(RowTable table, CodeList list, ref int place, CellCentres centres)
    {
        _count = 0;
        for (; place < list.Places && _count < _found.Length; place++)
        {
            // The stamp is read before code and vector: as long as it stands, both are the row's.
            var slot = list.SlotAt(place);
            if (slot < 0 || !rows.TryRead(table, slot, _vector, out _, out var stamp))
                continue;

            var code = Code(_count);
            list.ReadCode(place, code);
            Int8Quantizer.Quantize(_vector, _elements);
            _found[_count++] = new Found(slot, stamp, centres.Nearest(code, _elements, InvertedLimits.RowShortlist));
        }
    }

    /// <summary>Whether a row is as it was found, and still in its list. Under the writers' lock.</summary>
    public static bool IsUntouched(RowTable table, in Found row, int number)
    {
        var block = table.Blocks[row.Slot / RowTable.BlockRows];
        return InvertedRows.PlaceOf(table, row.Slot) == number && block.Stamp(row.Slot % RowTable.BlockRows) == row.Stamp;
    }
}
