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
}
