namespace Likewise.Encoder;

/// <summary>A linear layer, y = W x + b, ready to be computed.</summary>
internal abstract class Linear
{
    // Fewer rows are prepared sooner than they are shared out.
    private const int ManyRows = 32;

    /// <summary>Floats from one row of a destination to the next.</summary>
    public abstract int OutputStride { get; }

    /// <summary>Panels of <see cref="PanelLayout.Width"/> outputs, which can be computed apart.</summary>
    public int Panels => OutputStride / PanelLayout.Width;

    /// <param name="rows">How many vectors.</param>
    /// <param name="input">Shape [rows, inputs], rows <paramref name="inputStride"/> apart.</param>
    /// <param name="inputStride">Floats from one row of the input to the next.</param>
    /// <param name="output">Receives [rows, outputs], rows <see cref="OutputStride"/> apart.</param>
    /// <param name="work">Scratch, and who helps.</param>
    /// <param name="set">The instructions to use.</param>
    public virtual void Apply(int rows, float[] input, int inputStride, float[] output, Workspace work, InstructionSet set)
    {
        var stage = work.Stage.Fill(this, set, rows, input, inputStride, output);
        if (work.Crew is not { } crew)
        {
            Prepare(stage, 0, rows);
            Multiply(stage, 0, Panels);
            return;
        }
        if (rows >= ManyRows)
            stage.Run(crew, rows, static (stage, share, _) =>
            {
                var (first, count) = stage.Of(share);
                ((Linear)stage.Owner!).Prepare(stage, first, count);
            });
        else
            Prepare(stage, 0, rows);
        stage.Run(crew, Panels, static (stage, share, _) =>
        {
            var (first, count) = stage.Of(share);
            ((Linear)stage.Owner!).Multiply(stage, first, count);
        });
    }

    /// <summary>Brings some rows to where the product reads them.</summary>
    protected abstract void Prepare(Stage stage, int firstRow, int rows);

    /// <summary>Computes some panels of outputs, of all rows.</summary>
    protected abstract void Multiply(Stage stage, int firstPanel, int panels);

    /// <summary>Writes the layer as it is computed, for the same class to read.</summary>
    public abstract void Write(PackedWriter packed);

    /// <summary>Reads a layer of a precision.</summary>
    public static Linear Read(PackedReader packed, EncoderPrecision precision, int inputs, int outputs) =>
        precision == EncoderPrecision.Int8
            ? new ByteLinear(ByteWeights.Read(packed, inputs, outputs))
            : FloatLinear.Read(packed, inputs, outputs);
}
