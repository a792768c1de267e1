using System.Diagnostics;

namespace Likewise.Encoder;

/// <summary>A linear layer in float32 that keeps what it was given last, and becomes one in bytes that fits it.</summary>
/// <param name="layer">Weights and bias.</param>
/// <param name="inputs">Components of x.</param>
internal sealed class ObservedLinear(Dense layer, int inputs) : Linear
{
    private readonly FloatLinear _floats = new(layer, inputs);
    private float[] _rows = [];

    /// <inheritdoc/>
    public override int OutputStride => _floats.OutputStride;

    /// <inheritdoc/>
    public override void Apply(
        int rows, float[] input, int inputStride, float[] output, Workspace work, InstructionSet set)
    {
        _rows = new float[rows * inputs];
        for (var row = 0; row < rows; row++)
            input.AsSpan(row * inputStride, inputs).CopyTo(_rows.AsSpan(row * inputs));
        _floats.Apply(rows, input, inputStride, output, work, set);
    }

    /// <inheritdoc/>
    protected override void Prepare(Stage stage, int firstRow, int rows) =>
        throw new UnreachableException("What is observed is applied as a whole.");

    /// <inheritdoc/>
    protected override void Multiply(Stage stage, int firstPanel, int panels) => Prepare(stage, 0, 0);

    /// <inheritdoc/>
    public override void Write(PackedWriter packed) => _floats.Write(packed);

    /// <summary>The same layer in bytes.</summary>
    public ByteLinear ToBytes() => new(new ByteWeights(layer, InputFit.Of(_rows, inputs)));
}
