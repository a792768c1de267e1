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
        var first = 0;
        foreach (var length in texts)
        {
            var stage = work.Stage.Fill(this, set, length, [], first, []);
            if (work.Crew is { } crew)
                stage.Run(crew, shape.Heads, static (stage, share, worker) =>
                {
                    var (head, count) = stage.Of(share);
                    ((SelfAttention)stage.Owner!).ApplyHeads(stage, head, count, worker);
                });
            else
                ApplyHeads(stage, 0, shape.Heads, worker: 0);
            first += length;
        }

        // 3. Bring the heads together.
        output.Apply(tokens, work.Mixed, work.HiddenStride, work.Update, work, set);
    }

    /// <summary>Some heads of one text, whose first row is where the stage's input would be.</summary>
    private void ApplyHeads(Stage stage, int head, int count, int worker)
    {
        var (work, stride, first) = (stage.Work, queryKeyValue.OutputStride, stage.InputStride);
        var sizes = new AttentionShape(stage.Rows, shape.HeadWidth, shape.Hidden, stride, work.HiddenStride);
        for (var offset = head * shape.HeadWidth; count > 0; count--, offset += shape.HeadWidth)
            AttentionKernel.Apply(
                sizes, work.Wide.AsSpan(first * stride + offset), work.Mixed.AsSpan(first * work.HiddenStride + offset),
                work.Scores(worker), stage.Set);
    }
}
