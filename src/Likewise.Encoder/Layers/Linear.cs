namespace Likewise.Encoder;

/// <summary>A linear layer, y = W x + b, its weights laid out for <see cref="ProductKernel"/>.</summary>
internal sealed class Linear
{
    private readonly float[] _panels;
    private readonly float[] _bias;
    private readonly int _inputs;
    private readonly int _outputs;

    /// <param name="weights">Shape [outputs, inputs].</param>
    /// <param name="bias">Shape [outputs].</param>
    /// <param name="inputs">Components of x.</param>
    public Linear(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, int inputs)
    {
        (_inputs, _outputs) = (inputs, bias.Length);
        _panels = GC.AllocateUninitializedArray<float>(PanelLayout.Padded(_outputs) * inputs);
        PanelLayout.FromColumns(weights, inputs, _outputs, inputs, 1f, _panels);
        _bias = new float[PanelLayout.Padded(_outputs)];
        bias.CopyTo(_bias);
    }

    /// <summary>Floats from one row of a destination to the next.</summary>
    public int OutputStride => _bias.Length;

    /// <param name="rows">How many vectors.</param>
    /// <param name="input">Shape [rows, inputs], rows <paramref name="inputStride"/> apart.</param>
    /// <param name="inputStride">Floats from one row of the input to the next.</param>
    /// <param name="output">Receives [rows, outputs], rows <see cref="OutputStride"/> apart.</param>
    /// <param name="set">The instructions to use.</param>
    public void Apply(int rows, ReadOnlySpan<float> input, int inputStride, Span<float> output, InstructionSet set) =>
        ProductKernel.Multiply(
            new ProductShape(rows, _inputs, _outputs, inputStride, OutputStride), input, _panels, _bias, output, set);
}
