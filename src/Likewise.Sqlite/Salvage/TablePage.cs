using System.Buffers.Binary;

namespace Likewise.Sqlite;

/// <summary>A page of a table's tree, read so that no damage leads outside of it.</summary>
internal readonly struct TablePage
{
    private const byte Interior = 0x05;
    private const byte Leaf = 0x0D;

    /// <summary>The first page begins with the database's header.</summary>
    private const int FirstPageHeaderBytes = 100;

    private readonly byte[] _bytes;
    private readonly int _at;

    private TablePage(byte[] bytes, int at) => (_bytes, _at) = (bytes, at);

    public bool IsLeaf => _bytes[_at] == Leaf;

    /// <returns>Null where the bytes are no page of a table.</returns>
    public static TablePage? Of(byte[]? bytes, long number)
    {
        if (bytes is null)
            return null;
        var page = new TablePage(bytes, number == 1 ? FirstPageHeaderBytes : 0);
        return bytes[page._at] is Interior or Leaf && page.Cells <= (bytes.Length - page._at) / 4 ? page : null;
    }

    /// <summary>The pages below an interior page.</summary>
    public List<long> Children()
    {
        List<long> children = [];
        for (var cell = 0; cell < Cells; cell++)
        {
            if (CellAt(cell, headerBytes: 12) is { Length: >= 4 } bytes)
                children.Add(BinaryPrimitives.ReadUInt32BigEndian(bytes));
        }

        children.Add(BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(_at + 8)));
        return children;
    }

    /// <summary>The rows of a leaf, as far as they can be read.</summary>
    public IEnumerable<SalvagedRow> Rows(PageFile file)
    {
        for (var cell = 0; cell < Cells; cell++)
        {
            if (SalvagedRow.Read(CellAt(cell, headerBytes: 8), file) is { } row)
                yield return row;
        }
    }

    private int Cells => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(_at + 3));

    /// <summary>A cell and what stands behind it in the page; empty where it would lie outside.</summary>
    private ReadOnlySpan<byte> CellAt(int cell, int headerBytes)
    {
        var place = _at + headerBytes + (2 * cell);
        if (place + 2 > _bytes.Length)
            return [];
        var offset = BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(place));
        return offset < _bytes.Length ? _bytes.AsSpan(offset) : [];
    }
}
