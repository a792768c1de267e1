namespace Likewise.Encoder;

/// <summary>A linear layer in bytes: each row is brought to bytes by its own range, multiplied, and brought back.</summary>
internal sealed class ByteLinear(ByteWeights weights) : Linear
{
    /// <inheritdoc/>
    public override int OutputStride => PanelLayout.RowStride(weights.Outputs);

    /// <inheritdoc/>
    public override void Apply(
        int rows, ReadOnlySpan<float> input, int inputStride, Span<float> output, Workspace work, InstructionSet set)
    {
        var stride = weights.PaddedSlots;
        for (var row = 0; row < rows; row++)
            work.RowScales[row] = QuantizeKernel.Apply(
                input.Slice(row * inputStride, weights.Inputs.Count), weights.Inputs, work.Bytes.AsSpan(row * stride, stride),
                out work.RowZeros[row], set);
        var left = new ByteRows(work.Bytes, work.RowScales, work.RowZeros, rows, stride);
        ByteProductKernel.Multiply(left, weights, output, OutputStride, ByteSets.For(set));
    }

    /// <inheritdoc/>
    public override void Write(PackedWriter packed) => weights.Write(packed);
}
