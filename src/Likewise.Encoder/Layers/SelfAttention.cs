namespace Likewise.Encoder;

/// <summary>Every token looks at every token of its own text. There is no padding, and so no mask.</summary>
/// <param name="queryKeyValue">
/// One layer that gives all three, in this order, the queries scaled. [hidden → 3 × hidden].
/// </param>
/// <param name="output">[hidden → hidden].</param>
/// <param name="shape">The model's sizes.</param>
internal sealed class SelfAttention(Linear queryKeyValue, Linear output, BertShape shape)
{
    public void Write(PackedWriter packed)
    {
        queryKeyValue.Write(packed);
        output.Write(packed);
    }

    /// <summary>1. project; 2. each head of each text for itself: weigh, mix; 3. bring the heads together.</summary>
    /// <param name="texts">How many tokens each text has; their rows of <see cref="Workspace.Tokens"/> are read.</param>
    /// <param name="tokens">The sum of them.</param>
    /// <param name="work">Receives the result in <see cref="Workspace.Update"/>.</param>
    /// <param name="set">The instructions to use.</param>
    public void Apply(ReadOnlySpan<int> texts, int tokens, Workspace work, InstructionSet set)
    {
        // 1. Project.
        queryKeyValue.Apply(tokens, work.Tokens, work.HiddenStride, work.Wide, work, set);

        // 2. Each head of each text for itself.
        var (first, stride) = (0, queryKeyValue.OutputStride);
        foreach (var length in texts)
        {
            var head = new AttentionShape(length, shape.HeadWidth, shape.Hidden, stride, work.HiddenStride);
            for (var offset = 0; offset < shape.Hidden; offset += shape.HeadWidth)
                AttentionKernel.Apply(
                    head, work.Wide.AsSpan(first * stride + offset), work.Mixed.AsSpan(first * work.HiddenStride + offset),
                    work.Scores, set);
            first += length;
        }

        // 3. Bring the heads together.
        output.Apply(tokens, work.Mixed, work.HiddenStride, work.Update, work, set);
    }
}
