namespace Likewise.Encoder;

/// <summary>One layer: attention, add and norm; feed forward, add and norm.</summary>
internal sealed class BertLayer(
    SelfAttention attention, Norm attentionNorm, Linear inner, Linear outer, Norm outputNorm, Activation activation)
{
    /// <param name="texts">
    /// How many tokens each text has; its rows of <see cref="Workspace.Tokens"/> are read and then overwritten by the result.
    /// </param>
    /// <param name="tokens">The sum of them.</param>
    /// <param name="work">Scratch.</param>
    /// <param name="set">The instructions to use.</param>
    public void Apply(ReadOnlySpan<int> texts, int tokens, Workspace work, InstructionSet set)
    {
        var stride = work.HiddenStride;
        attention.Apply(texts, tokens, work, set);
        attentionNorm.Apply(tokens, work.Update, work.Tokens, stride, set);
        work.SwapUpdate();

        inner.Apply(tokens, work.Tokens, stride, work.Wide, work, set);
        ActivationKernel.Apply(work.Wide.AsSpan(0, tokens * inner.OutputStride), activation, set);
        outer.Apply(tokens, work.Wide, inner.OutputStride, work.Update, work, set);
        outputNorm.Apply(tokens, work.Update, work.Tokens, stride, set);
        work.SwapUpdate();
    }
}
