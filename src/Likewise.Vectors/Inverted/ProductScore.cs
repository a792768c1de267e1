using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>What the pieces of a product quantiser tell.</summary>
internal readonly ref struct ProductScore(ProductCodes codes, ReadOnlySpan<float> query, float scale) : IRowScore
{
    private readonly ReadOnlySpan<float> _query = query;

    public Neighbor Of(RowBlock block, int row, int distance)
    {
        var (similarity, uncertainty) = codes.Estimate(block.Row<byte>(InvertedRows.VectorColumn, row), _query, scale);
        return new Neighbor(block.Key(row), similarity, uncertainty);
    }
}
