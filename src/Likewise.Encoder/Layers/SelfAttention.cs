namespace Likewise.Encoder;

/// <summary>Every token looks at every token of its own text. There is no padding, and so no mask.</summary>
/// <param name="queryKeyValue">One layer that gives all three, in this order. [hidden → 3 × hidden].</param>
/// <param name="output">[hidden → hidden].</param>
/// <param name="shape">The model's sizes.</param>
internal sealed class SelfAttention(Linear queryKeyValue, Linear output, BertShape shape)
{
    // Floats in the widest register.
    private const int MostLanes = 16;

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
        var first = 0;
        foreach (var length in texts)
        {
            work.MaskBeyond(length);
            for (var head = 0; head < shape.Heads; head++)
                ApplyHead(first, head * shape.HeadWidth, length, work, set);
            first += length;
        }

        // 3. Bring the heads together.
        output.Apply(tokens, work.Mixed, work.HiddenStride, work.Update, work, set);
    }

    private void ApplyHead(int first, int offset, int tokens, Workspace work, InstructionSet set)
    {
        var (width, stride) = (shape.HeadWidth, queryKeyValue.OutputStride);
        ReadOnlySpan<float> queries = work.Wide.AsSpan(first * stride + offset);
        ReadOnlySpan<float> keys = queries[shape.Hidden..];
        ReadOnlySpan<float> values = keys[shape.Hidden..];
        var (scoreStride, mixStride) = (PanelLayout.Padded(tokens), PanelLayout.Padded(width));

        // Scores: each query with each key, scaled while the keys are laid out.
        PanelLayout.FromColumns(keys, stride, tokens, width, 1f / MathF.Sqrt(width), work.HeadPanels);
        ProductKernel.Multiply(
            new ProductShape(tokens, width, tokens, stride, scoreStride), queries, work.HeadPanels, work.Mask, work.Scores, set);
        // Masked columns fill the last register; each weighs less than the last digit of one.
        var wholeLanes = (tokens + MostLanes - 1) / MostLanes * MostLanes;
        for (var row = 0; row < tokens; row++)
            SoftmaxKernel.Apply(work.Scores.AsSpan(row * scoreStride, wholeLanes), set);

        // Mix: the values, weighed.
        PanelLayout.FromRows(values, stride, width, tokens, work.HeadPanels);
        ProductKernel.Multiply(
            new ProductShape(tokens, tokens, width, scoreStride, mixStride), work.Scores, work.HeadPanels, work.Zeros,
            work.HeadMixed, set);
        for (var row = 0; row < tokens; row++)
        {
            var mixed = work.Mixed.AsSpan((first + row) * work.HiddenStride + offset, width);
            work.HeadMixed.AsSpan(row * mixStride, width).CopyTo(mixed);
        }
    }
}
