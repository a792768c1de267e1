namespace Likewise.Vectors.Storage;

/// <summary>Where everything lies in the memory of a block of so many rows.</summary>
/// <remarks>
/// Keys first (8 bytes each), then stamps (2 bytes each), then the columns, each from a multiple of 64 bytes on. The memory of a
/// block is one piece, so that it can be written to a file and mapped from it as it is.
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
        for (var i = 0; i < columns.Length; i++)
        {
            _offsets[i] = end;
            RowBytes += columns[i].RowBytes;
            end = Aligned(checked(end + columns[i].Bytes(rows)));
        }

        Bytes = end;
    }

    public int Rows { get; }

    /// <summary>Of a row, its key and its stamp not counted.</summary>
    public int RowBytes { get; }

    public int StampsOffset { get; }

    /// <summary>Of the whole block; a multiple of 64.</summary>
    public int Bytes { get; }

    public ReadOnlySpan<RowColumn> Columns => _columns;

    public int Offset(int column) => _offsets[column];

    private static int Aligned(int offset) => (offset + Region.Alignment - 1) / Region.Alignment * Region.Alignment;
}
