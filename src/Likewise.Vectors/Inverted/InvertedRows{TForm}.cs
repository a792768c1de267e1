using Likewise.Vectors.Forms;

namespace Likewise.Vectors.Inverted;

/// <summary>Rows of vectors in one form.</summary>
internal sealed class InvertedRows<TForm>(SignEncoder encoder) : InvertedRows(encoder)
    where TForm : struct, IVectorForm
{
    public override int VectorBytes => TForm.RowBytes(Encoder.Dimension);

    public override void WriteVector(ReadOnlySpan<float> vector, float scale, Span<byte> row) =>
        TForm.Write(vector, scale, row);

    public override int Search(
        InvertedState state, scoped in ScoredQuery query, scoped ReadOnlySpan<ulong> code, InvertedLimits limits,
        float similarityMin, Span<Neighbor> destination) =>
        Search(new VectorScore<TForm>(query), state, query, code, limits, similarityMin, destination);

    protected override void Read(ReadOnlySpan<byte> row, Span<float> vector) => TForm.Read(row, TForm.ScaleOf(row), vector);
}
