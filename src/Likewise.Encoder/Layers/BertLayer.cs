namespace Likewise.Encoder;

/// <summary>One layer: attention, add and norm; feed forward, add and norm.</summary>
internal sealed class BertLayer(
    SelfAttention attention, Norm attentionNorm, Linear inner, Linear outer, Norm outputNorm, Activation activation)
{
    private readonly int _innerStride = inner.OutputStride;
    private readonly Activation _activation = activation;

    /// <summary>Puts a layer together.</summary>
    /// <param name="queryKeyValue">The three projections of attention as one.</param>
    /// <param name="output">What brings the heads together.</param>
    /// <param name="attentionNorm">After attention.</param>
    /// <param name="widening">Into the feed-forward layer.</param>
    /// <param name="narrowing">Out of it.</param>
    /// <param name="outputNorm">After it.</param>
    /// <param name="shape">The model's sizes.</param>
    public static BertLayer Of(
        Linear queryKeyValue, Linear output, Norm attentionNorm, Linear widening, Linear narrowing, Norm outputNorm,
        BertShape shape) => new(
        new SelfAttention(queryKeyValue, output, shape), attentionNorm, widening, narrowing, outputNorm,
        narrowing is ByteLinear && shape.Activation == Activation.Gelu ? Activation.GeluNear : shape.Activation);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static BertLayer Read(PackedReader packed, BertShape shape, EncoderPrecision precision)
    {
        var (hidden, inner) = (shape.Hidden, shape.Inner);
        var queryKeyValue = Linear.Read(packed, precision, hidden, 3 * hidden);
        var output = Linear.Read(packed, precision, hidden, hidden);
        var attentionNorm = Norm.Read(packed, hidden, shape.Epsilon);
        var widening = Linear.Read(packed, precision, hidden, inner);
        var narrowing = Linear.Read(packed, precision, inner, hidden);
        return Of(
            queryKeyValue, output, attentionNorm, widening, narrowing, Norm.Read(packed, hidden, shape.Epsilon), shape);
    }

    public void Write(PackedWriter packed)
    {
        attention.Write(packed);
        attentionNorm.Write(packed);
        inner.Write(packed);
        outer.Write(packed);
        outputNorm.Write(packed);
    }

    /// <param name="texts">
    /// How many tokens each text has; its rows of <see cref="Workspace.Tokens"/> are read and then overwritten by the result.
    /// </param>
    /// <param name="tokens">The sum of them.</param>
    /// <param name="work">Scratch.</param>
    /// <param name="set">The instructions to use.</param>
    public void Apply(ReadOnlySpan<int> texts, int tokens, Workspace work, InstructionSet set)
    {
        attention.Apply(texts, tokens, work, set);
        attentionNorm.Apply(tokens, work, set);
        work.SwapUpdate();

        inner.Apply(tokens, work.Tokens, work.HiddenStride, work.Wide, work, set);
        Activate(tokens, work, set);
        outer.Apply(tokens, work.Wide, _innerStride, work.Update, work, set);
        outputNorm.Apply(tokens, work, set);
        work.SwapUpdate();
    }

    private void Activate(int tokens, Workspace work, InstructionSet set)
    {
        if (work.Crew is not { } crew)
        {
            ActivationKernel.Apply(work.Wide.AsSpan(0, tokens * _innerStride), _activation, set);
            return;
        }
        work.Stage.Fill(this, set, tokens, [], 0, work.Wide).Run(crew, tokens, static (stage, share, _) =>
        {
            var ((first, count), layer) = (stage.Of(share), (BertLayer)stage.Owner!);
            var stride = layer._innerStride;
            ActivationKernel.Apply(stage.Output.AsSpan(first * stride, count * stride), layer._activation, stage.Set);
        });
    }
}
