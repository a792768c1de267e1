namespace Likewise.Encoder;

/// <summary>
/// What a classifier of pairs puts on its encoder: a dense layer with a hyperbolic tangent over the first token's vector, and a
/// linear layer that gives one number or two.
/// </summary>
/// <param name="pooler">The dense layer. Shape [hidden, hidden].</param>
/// <param name="classifier">The linear layer. Shape [1 or 2, hidden].</param>
/// <param name="label">Of two, which one means yes.</param>
internal sealed class PairHead(Dense pooler, Dense classifier, int label)
{
    private readonly FloatLinear _pooler = new(pooler, pooler.Bias.Length);

    /// <summary>How likely the answer is yes: the logistic function of one number, the softmax of two.</summary>
    /// <param name="work">Holds the tokens' vectors; its update is overwritten.</param>
    /// <param name="set">The instructions to use.</param>
    public double Apply(Workspace work, InstructionSet set)
    {
        _pooler.Apply(1, work.Tokens, work.HiddenStride, work.Update, work, set);
        var pooled = work.Update.AsSpan(0, pooler.Bias.Length);
        for (var i = 0; i < pooled.Length; i++)
            pooled[i] = MathF.Tanh(pooled[i]);

        var isOne = classifier.Bias.Length == 1;
        var logit = isOne ? Logit(0, pooled) : Logit(label, pooled) - Logit(1 - label, pooled);
        return 1 / (1 + Math.Exp(-logit));
    }

    private double Logit(int row, ReadOnlySpan<float> pooled)
    {
        double sum = classifier.Bias[row];
        var weights = classifier.Weights.AsSpan(row * pooled.Length, pooled.Length);
        for (var i = 0; i < pooled.Length; i++)
            sum += (double)weights[i] * pooled[i];
        return sum;
    }
}
