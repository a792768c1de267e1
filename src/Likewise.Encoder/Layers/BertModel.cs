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
internal sealed class BertModel(
    BertShape shape, ReadOnlyMemory<float> words, ReadOnlyMemory<float> positions, Norm norm, BertLayer[] layers)
{
    public BertShape Shape => shape;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static BertModel Read(PackedReader packed, BertShape shape, EncoderPrecision precision)
    {
        var words = packed.Next<float>(shape.Vocabulary * shape.Hidden);
        var positions = packed.Next<float>(shape.Positions * shape.Hidden);
        var norm = Norm.Read(packed, shape.Hidden, shape.Epsilon);
        var layers = new BertLayer[shape.Layers];
        for (var i = 0; i < layers.Length; i++)
            layers[i] = BertLayer.Read(packed, shape, precision);
        return new BertModel(shape, words, positions, norm, layers);
    }

    public void Write(PackedWriter packed)
    {
        packed.Append(words.Span);
        packed.Append(positions.Span);
        norm.Write(packed);
        foreach (var layer in layers)
            layer.Write(packed);
    }

    /// <summary>The same with other layers.</summary>
    public BertModel With(BertLayer[] others) => new(shape, words, positions, norm, others);

    /// <summary>
    /// Runs the model over texts. Linear layers and norms take all of their tokens at once, so that a weight that is read serves
    /// every text; attention takes each text by itself.
    /// </summary>
    /// <param name="texts">How many of <see cref="Workspace.Ids"/> each text has, one after the other; at least 1 each.</param>
    /// <param name="work">Receives the tokens' vectors in <see cref="Workspace.Tokens"/>.</param>
    /// <param name="set">The instructions to use.</param>
    public void Apply(ReadOnlySpan<int> texts, Workspace work, InstructionSet set) =>
        Run(texts, LookUp(texts, work), work, set);

    /// <summary>Runs the model over two texts that are read as one.</summary>
    /// <param name="length">How many of <see cref="Workspace.Ids"/> they have together.</param>
    /// <param name="second">From which of them on tokens are of the second type.</param>
    /// <param name="secondType">What the second type differs by from the first. Shape [hidden].</param>
    /// <param name="work">Receives the tokens' vectors in <see cref="Workspace.Tokens"/>.</param>
    /// <param name="set">The instructions to use.</param>
    public void ApplyPair(int length, int second, ReadOnlySpan<float> secondType, Workspace work, InstructionSet set)
    {
        ReadOnlySpan<int> texts = [length];
        LookUp(texts, work);
        for (var token = second; token < length; token++)
        {
            var row = work.Update.AsSpan(token * work.HiddenStride, shape.Hidden);
            TensorPrimitives.Add(row, secondType, row);
        }
        Run(texts, length, work, set);
    }

    private int LookUp(ReadOnlySpan<int> texts, Workspace work)
    {
        var (hidden, stride, tokens) = (shape.Hidden, work.HiddenStride, 0);
        var wordRows = words.Span;
        var positionRows = positions.Span;
        foreach (var length in texts)
        {
            for (var position = 0; position < length; position++, tokens++)
            {
                wordRows.Slice(work.Ids[tokens] * hidden, hidden).CopyTo(work.Tokens.AsSpan(tokens * stride));
                positionRows.Slice(position * hidden, hidden).CopyTo(work.Update.AsSpan(tokens * stride));
            }
        }
        return tokens;
    }

    private void Run(ReadOnlySpan<int> texts, int tokens, Workspace work, InstructionSet set)
    {
        norm.Apply(tokens, work.Tokens, work.Update, work.HiddenStride, set);
        foreach (var layer in layers)
            layer.Apply(texts, tokens, work, set);
    }

    /// <summary>Makes one unit vector of the vectors of a text's tokens.</summary>
    /// <param name="first">Its first row.</param>
    /// <param name="tokens">How many tokens it has.</param>
    /// <param name="work">Holds their vectors.</param>
    /// <param name="pooling">How.</param>
    /// <param name="destination">Receives the vector. Shape [hidden].</param>
    /// <param name="set">The instructions to use.</param>
    public static void Pool(
        int first, int tokens, Workspace work, TokenPooling pooling, Span<float> destination, InstructionSet set)
    {
        // The division by the count is left out: the length is made 1 below.
        var rows = pooling == TokenPooling.Mean ? tokens : 1;
        RowSumKernel.Apply(work.Tokens.AsSpan(first * work.HiddenStride), rows, work.HiddenStride, destination, set);
        Normalize(destination, destination);
    }

    /// <summary>Brings a vector that is not zero to length 1.</summary>
    public static void Normalize(ReadOnlySpan<float> vector, Span<float> destination)
    {
        var squares = 0d;
        foreach (var value in vector)
            squares += (double)value * value;
        var inverse = (float)(1 / Math.Sqrt(squares));
        for (var i = 0; i < vector.Length; i++)
            destination[i] = vector[i] * inverse;
    }
}
