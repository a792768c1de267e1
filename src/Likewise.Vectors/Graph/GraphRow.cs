using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Graph;

/// <summary>A row of a level, ready to be written.</summary>
/// <param name="code">Its code.</param>
/// <param name="links">Its links, or the first of them.</param>
/// <param name="vector">Its vector, as it is kept; empty above level 0.</param>
internal readonly ref struct GraphRow(ReadOnlySpan<ulong> code, ReadOnlySpan<int> links, ReadOnlySpan<byte> vector) : IRow
{
    private readonly ReadOnlySpan<ulong> _code = code;
    private readonly ReadOnlySpan<int> _links = links;
    private readonly ReadOnlySpan<byte> _vector = vector;

    public void Write(RowBlock block, int row)
    {
        _code.CopyTo(block.Row<ulong>(GraphShape.CodeColumn, row));
        var list = block.Row<int>(GraphShape.LinksColumn, row);
        _links.CopyTo(list);
        list[_links.Length..].Fill(LayerView.None);
        if (!_vector.IsEmpty)
            _vector.CopyTo(block.Row<byte>(GraphShape.VectorColumn, row));
    }
}
