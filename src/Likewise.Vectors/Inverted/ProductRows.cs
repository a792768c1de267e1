using Likewise.Vectors.Forms;

namespace Likewise.Vectors.Inverted;

/// <summary>Rows of a product quantiser's codes.</summary>
internal sealed class ProductRows(SignEncoder encoder, ProductCodes codes) : InvertedRows(encoder)
{
    public override int VectorBytes => codes.RowBytes;

    public override ProductCodes? Codes => codes;

    public override void WriteVector(ReadOnlySpan<float> vector, float scale, Span<byte> row) => codes.Write(vector, scale, row);

    public override int Search(
        InvertedState state, scoped in ScoredQuery query, scoped ReadOnlySpan<ulong> code, InvertedLimits limits,
        float similarityMin, Span<Neighbor> destination) =>
        Search(new ProductScore(codes, query.Vector, query.Scale), state, query, code, limits, similarityMin, destination);

    protected override void Read(ReadOnlySpan<byte> row, Span<float> vector) => codes.Read(row, vector);
}
