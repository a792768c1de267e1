namespace Likewise.Encoder;

/// <summary>A linear layer in float32, its weights laid out for <see cref="ProductKernel"/>.</summary>
internal sealed class FloatLinear : Linear
{
    private readonly ReadOnlyMemory<float> _panels;
    private readonly float[] _bias;
    private readonly int _inputs;
    private readonly int _outputs;

    /// <param name="layer">Weights and bias.</param>
    /// <param name="inputs">Components of x.</param>
    public FloatLinear(Dense layer, int inputs)
    {
        (_inputs, _outputs) = (inputs, layer.Bias.Length);
        var panels = GC.AllocateUninitializedArray<float>(PanelLayout.Padded(_outputs) * inputs);
        PanelLayout.FromColumns(layer.Weights, inputs, _outputs, inputs, panels);
        _panels = panels;
        _bias = new float[PanelLayout.Padded(_outputs)];
        layer.Bias.CopyTo(_bias);
    }

    private FloatLinear(int inputs, int outputs, ReadOnlyMemory<float> panels, float[] bias) =>
        (_inputs, _outputs, _panels, _bias) = (inputs, outputs, panels, bias);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static FloatLinear Read(PackedReader packed, int inputs, int outputs)
    {
        var padded = PanelLayout.Padded(outputs);
        return new FloatLinear(inputs, outputs, packed.Next<float>(padded * inputs), packed.NextCopy<float>(padded));
    }

    /// <inheritdoc/>
    public override int OutputStride => PanelLayout.RowStride(_outputs);

    /// <inheritdoc/>
    protected override void Prepare(Stage stage, int firstRow, int rows)
    {
    }

    /// <inheritdoc/>
    protected override void Multiply(Stage stage, int firstPanel, int panels) => ProductKernel.Multiply(
        new ProductShape(stage.Rows, _inputs, _outputs, stage.InputStride, OutputStride), stage.Input, _panels.Span, _bias,
        stage.Output, new ColumnRange(firstPanel * PanelLayout.Width, panels * PanelLayout.Width), stage.Set);

    /// <inheritdoc/>
    public override void Write(PackedWriter packed)
    {
        packed.Append(_panels.Span);
        packed.Append<float>(_bias);
    }
}
