namespace Likewise.Vectors.Storage;

/// <summary>Where everything lies in the memory of a block of so many rows.</summary>
/// <remarks>
/// Keys first (8 bytes each), then stamps (2 bytes each), then the columns that lie row after row, then the sliced ones, each
/// from a multiple of 64 bytes on. So a block can be written to a file, and mapped from it, as it is; and its sliced columns can
/// lie elsewhere, beside those of other blocks.
/// </remarks>
internal sealed class RowShape
{
    private readonly RowColumn[] _columns;
    private readonly int[] _offsets;

    public RowShape(int rows, ReadOnlySpan<RowColumn> columns)
    {
        Rows = rows;
        _columns = columns.ToArray();
        _offsets = new int[columns.Length];
        StampsOffset = Aligned(rows * sizeof(long));
        var end = Aligned(StampsOffset + (rows * sizeof(ushort)));
        end = Place(end, areSliced: false);
        SlicedOffset = end;
        Bytes = Place(end, areSliced: true);
    }

    public int Rows { get; }

    /// <summary>Of a row, its key and its stamp not counted.</summary>
    public int RowBytes { get; private set; }

    public int StampsOffset { get; }

    /// <summary>Where the sliced columns begin, which are the last.</summary>
    public int SlicedOffset { get; }

    /// <summary>Of the whole block; a multiple of 64.</summary>
    public int Bytes { get; }

    public ReadOnlySpan<RowColumn> Columns => _columns;

    public int Offset(int column) => _offsets[column];

    private int Place(int end, bool areSliced)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i].IsSliced != areSliced)
                continue;

            _offsets[i] = end;
            RowBytes += _columns[i].RowBytes;
            end = Aligned(checked(end + _columns[i].Bytes(Rows)));
        }

        return end;
    }

    private static int Aligned(int offset) => (offset + Region.Alignment - 1) / Region.Alignment * Region.Alignment;
}
