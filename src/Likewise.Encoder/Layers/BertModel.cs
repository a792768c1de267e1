using System.Numerics.Tensors;

namespace Likewise.Encoder;

/// <summary>
/// A BERT encoder: ids in, one vector a token out. Immutable; safe for concurrent calls, each with its own workspace.
/// </summary>
/// <param name="shape">The model's sizes.</param>
/// <param name="words">Shape [vocabulary, hidden].</param>
/// <param name="positions">Shape [positions, hidden], the first token type's vector added to each.</param>
/// <param name="norm">After the sum of both.</param>
/// <param name="layers">In order.</param>
internal sealed class BertModel(BertShape shape, float[] words, float[] positions, Norm norm, BertLayer[] layers)
{
    public BertShape Shape => shape;

    /// <summary>Runs the model over one text.</summary>
    /// <param name="tokens">How many of <see cref="Workspace.Ids"/> to read; at least 1.</param>
    /// <param name="work">Receives the tokens' vectors in <see cref="Workspace.Tokens"/>.</param>
    /// <param name="set">The instructions to use.</param>
    public void Apply(int tokens, Workspace work, InstructionSet set)
    {
        var (hidden, stride) = (shape.Hidden, work.HiddenStride);
        for (var i = 0; i < tokens; i++)
        {
            words.AsSpan(work.Ids[i] * hidden, hidden).CopyTo(work.Tokens.AsSpan(i * stride));
            positions.AsSpan(i * hidden, hidden).CopyTo(work.Update.AsSpan(i * stride));
        }
        norm.Apply(tokens, work.Tokens, work.Update, stride, set);
        foreach (var layer in layers)
            layer.Apply(tokens, work, set);
    }

    /// <summary>Makes one unit vector of the tokens' vectors.</summary>
    /// <param name="tokens">How many tokens there are.</param>
    /// <param name="work">Holds their vectors.</param>
    /// <param name="pooling">How.</param>
    /// <param name="destination">Receives the vector. Shape [hidden].</param>
    public void Pool(int tokens, Workspace work, TokenPooling pooling, Span<float> destination)
    {
        var (hidden, stride) = (shape.Hidden, work.HiddenStride);
        work.Tokens.AsSpan(0, hidden).CopyTo(destination);
        if (pooling == TokenPooling.Mean)
        {
            // The division by the count is left out: the length is made 1 below.
            for (var i = 1; i < tokens; i++)
                TensorPrimitives.Add(destination, work.Tokens.AsSpan(i * stride, hidden), destination);
        }

        var squares = 0d;
        foreach (var value in destination)
            squares += (double)value * value;
        TensorPrimitives.Multiply(destination, (float)(1 / Math.Sqrt(squares)), destination);
    }
}
