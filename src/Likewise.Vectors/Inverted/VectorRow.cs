using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>A row's vector as it is kept. Its place stays.</summary>
internal readonly ref struct VectorRow(ReadOnlySpan<byte> vector) : IRow
{
    private readonly ReadOnlySpan<byte> _vector = vector;

    public void Write(RowBlock block, int row) => _vector.CopyTo(block.Row<byte>(InvertedRows.VectorColumn, row));
}
