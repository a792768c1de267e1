namespace Likewise.Encoder;

/// <summary>A layer norm over the sum of a row and its residual.</summary>
/// <param name="gain">Per component. Shape [hidden].</param>
/// <param name="shift">Per component. Shape [hidden].</param>
/// <param name="epsilon">Added to the variance.</param>
internal sealed class Norm(float[] gain, float[] shift, float epsilon)
{
    // Fewer rows are done sooner than they are shared out.
    private const int ManyRows = 32;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Norm Read(PackedReader packed, int hidden, float epsilon) =>
        new(packed.NextCopy<float>(hidden), packed.NextCopy<float>(hidden), epsilon);

    public void Write(PackedWriter packed)
    {
        packed.Append<float>(gain);
        packed.Append<float>(shift);
    }

    /// <param name="rows">How many rows.</param>
    /// <param name="values">Shape [rows, hidden], rows <paramref name="stride"/> apart. Overwritten.</param>
    /// <param name="residual">Added before; same shape.</param>
    /// <param name="stride">Floats from one row to the next, in both.</param>
    /// <param name="set">The instructions to use.</param>
    public void Apply(int rows, Span<float> values, ReadOnlySpan<float> residual, int stride, InstructionSet set)
    {
        for (var row = 0; row < rows; row++)
            LayerNormKernel.Apply(
                values.Slice(row * stride, gain.Length), residual.Slice(row * stride, gain.Length), gain, shift, epsilon, set);
    }

    /// <summary>
    /// Of <see cref="Workspace.Update"/> with <see cref="Workspace.Tokens"/> as the residual, shared out where there is help.
    /// </summary>
    public void Apply(int rows, Workspace work, InstructionSet set)
    {
        var stride = work.HiddenStride;
        if (rows < ManyRows || work.Crew is not { } crew)
        {
            Apply(rows, work.Update, work.Tokens, stride, set);
            return;
        }
        var stage = work.Stage.Fill(this, set, rows, work.Tokens, stride, work.Update);
        stage.Run(crew, rows, static (stage, share, _) =>
        {
            var ((first, count), stride) = (stage.Of(share), stage.InputStride);
            ((Norm)stage.Owner!).Apply(
                count, stage.Output.AsSpan(first * stride), stage.Input.AsSpan(first * stride), stride, stage.Set);
        });
    }
}
