using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>A row as it stands in another block.</summary>
internal readonly struct CopiedRow(RowBlock from, int fromRow) : IRow
{
    public void Write(RowBlock block, int row)
    {
        from.Row<byte>(InvertedRows.VectorColumn, fromRow).CopyTo(block.Row<byte>(InvertedRows.VectorColumn, row));
        from.Row<int>(InvertedRows.PlaceColumn, fromRow).CopyTo(block.Row<int>(InvertedRows.PlaceColumn, row));
    }
}
