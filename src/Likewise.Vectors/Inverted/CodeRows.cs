using System.Runtime.InteropServices;
using Likewise.Vectors.Binary;
using Likewise.Vectors.Forms;

namespace Likewise.Vectors.Inverted;

/// <summary>
/// Rows of codes alone. The code lies here once more, beside the list's: what belongs to which cell is found row by row.
/// </summary>
internal sealed class CodeRows(SignEncoder encoder) : InvertedRows(encoder)
{
    private readonly CodeEstimates _estimates = CodeEstimates.Of(encoder.CodeBits);

    public override int VectorBytes => Encoder.CodeWords * sizeof(ulong);

    public override void WriteVector(ReadOnlySpan<float> vector, float scale, Span<byte> row) =>
        Encoder.Encode(vector, MemoryMarshal.Cast<byte, ulong>(row));

    public override int Search(
        InvertedState state, scoped in ScoredQuery query, scoped ReadOnlySpan<ulong> code, InvertedLimits limits,
        float similarityMin, Span<Neighbor> destination) =>
        Search(new CodeScore(_estimates), state, query, code, limits, similarityMin, destination);

    protected override void Read(ReadOnlySpan<byte> row, Span<float> vector) =>
        Encoder.Decode(MemoryMarshal.Cast<byte, ulong>(row), vector);
}
