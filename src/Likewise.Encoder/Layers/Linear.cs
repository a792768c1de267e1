namespace Likewise.Encoder;

/// <summary>A linear layer, y = W x + b, ready to be computed.</summary>
internal abstract class Linear
{
    /// <summary>Floats from one row of a destination to the next.</summary>
    public abstract int OutputStride { get; }

    /// <param name="rows">How many vectors.</param>
    /// <param name="input">Shape [rows, inputs], rows <paramref name="inputStride"/> apart.</param>
    /// <param name="inputStride">Floats from one row of the input to the next.</param>
    /// <param name="output">Receives [rows, outputs], rows <see cref="OutputStride"/> apart.</param>
    /// <param name="work">Scratch.</param>
    /// <param name="set">The instructions to use.</param>
    public abstract void Apply(
        int rows, ReadOnlySpan<float> input, int inputStride, Span<float> output, Workspace work, InstructionSet set);

    /// <summary>Writes the layer as it is computed, for the same class to read.</summary>
    public abstract void Write(PackedWriter packed);

    /// <summary>Reads a layer of a precision.</summary>
    public static Linear Read(PackedReader packed, EncoderPrecision precision, int inputs, int outputs) =>
        precision == EncoderPrecision.Int8
            ? new ByteLinear(ByteWeights.Read(packed, inputs, outputs))
            : FloatLinear.Read(packed, inputs, outputs);
}
