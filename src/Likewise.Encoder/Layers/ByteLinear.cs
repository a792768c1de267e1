namespace Likewise.Encoder;

/// <summary>A linear layer in bytes: each row is brought to bytes by its own range, multiplied, and brought back.</summary>
internal sealed class ByteLinear(ByteWeights weights) : Linear
{
    /// <inheritdoc/>
    public override int OutputStride => PanelLayout.RowStride(weights.Outputs);

    /// <inheritdoc/>
    protected override void Prepare(Stage stage, int firstRow, int rows)
    {
        var (work, stride) = (stage.Work, weights.PaddedSlots);
        for (var row = firstRow; row < firstRow + rows; row++)
            work.RowScales[row] = QuantizeKernel.Apply(
                stage.Input.AsSpan(row * stage.InputStride, weights.Inputs.Count), weights.Inputs,
                work.Bytes.AsSpan(row * stride, stride), out work.RowZeros[row], stage.Set);
    }

    /// <inheritdoc/>
    protected override void Multiply(Stage stage, int firstPanel, int panels)
    {
        var work = stage.Work;
        var left = new ByteRows(work.Bytes, work.RowScales, work.RowZeros, stage.Rows, weights.PaddedSlots);
        var columns = new ColumnRange(firstPanel * PanelLayout.Width, panels * PanelLayout.Width);
        ByteProductKernel.Multiply(left, weights, stage.Output, OutputStride, columns, ByteSets.For(stage.Set));
    }

    /// <inheritdoc/>
    public override void Write(PackedWriter packed) => weights.Write(packed);
}
