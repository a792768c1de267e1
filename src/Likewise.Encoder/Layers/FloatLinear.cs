namespace Likewise.Encoder;

/// <summary>A linear layer in float32, its weights laid out for <see cref="ProductKernel"/>.</summary>
internal sealed class FloatLinear : Linear
{
    private readonly float[] _panels;
    private readonly float[] _bias;
    private readonly int _inputs;
    private readonly int _outputs;

    /// <param name="layer">Weights and bias.</param>
    /// <param name="inputs">Components of x.</param>
    public FloatLinear(Dense layer, int inputs)
    {
        (_inputs, _outputs) = (inputs, layer.Bias.Length);
        _panels = GC.AllocateUninitializedArray<float>(PanelLayout.Padded(_outputs) * inputs);
        PanelLayout.FromColumns(layer.Weights, inputs, _outputs, inputs, _panels);
        _bias = new float[PanelLayout.Padded(_outputs)];
        layer.Bias.CopyTo(_bias);
    }

    /// <inheritdoc/>
    public override int OutputStride => PanelLayout.RowStride(_outputs);

    /// <inheritdoc/>
    public override void Apply(
        int rows, ReadOnlySpan<float> input, int inputStride, Span<float> output, Workspace work, InstructionSet set) =>
        ProductKernel.Multiply(
            new ProductShape(rows, _inputs, _outputs, inputStride, OutputStride), input, _panels, _bias, output, set);
}
