namespace Likewise.Vectors.Storage;

/// <summary>A row as its columns' bytes, one after the other.</summary>
internal readonly ref struct RawRow(ReadOnlySpan<byte> bytes) : IRow
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public void Write(RowBlock block, int row) => block.WriteRow(row, _bytes);
}
