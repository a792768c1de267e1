using Likewise.Vectors.Forms;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>The cosine of query and vector. The row's scale is worked out: rows are scored seldom.</summary>
internal readonly ref struct VectorScore<TForm>(ScoredQuery query) : IRowScore
    where TForm : struct, IVectorForm
{
    private readonly ScoredQuery _query = query;

    public Neighbor Of(RowBlock block, int row, int distance)
    {
        ReadOnlySpan<byte> vector = block.Row<byte>(InvertedRows.VectorColumn, row);
        var similarity = TForm.Product(vector, _query) * TForm.ScaleOf(vector);
        return new Neighbor(block.Key(row), Math.Clamp(similarity, -1f, 1f));
    }
}
