using System.Numerics.Tensors;

namespace Likewise.Encoder;

/// <summary>Builds a <see cref="BertModel"/> from the tensors of a file, whose names may all begin with the family's.</summary>
internal sealed class BertReader
{
    private readonly SafetensorsFile _file;
    private readonly BertShape _shape;
    private readonly BertNames _names;
    private readonly string _prefix;

    private BertReader(SafetensorsFile file, BertShape shape)
    {
        (_file, _shape, _names) = (file, shape, shape.Names);
        _prefix = file.Tensors.ContainsKey(_names.Prefix + "embeddings.word_embeddings.weight") ? _names.Prefix : "";
    }

    /// <param name="file">The weights.</param>
    /// <param name="shape">The model's sizes.</param>
    /// <param name="precision">What the linear layers compute in.</param>
    /// <param name="frame">The ids of a text of no words.</param>
    /// <param name="set">The instructions to use.</param>
    /// <exception cref="ModelException">A tensor is missing, has another shape, or holds values that are not finite.</exception>
    public static BertModel Read(
        SafetensorsFile file, BertShape shape, EncoderPrecision precision, ReadOnlySpan<int> frame, InstructionSet set)
    {
        var reader = new BertReader(file, shape);
        var norm = reader.ReadNorm("embeddings.LayerNorm");
        var words = reader.Read("embeddings.word_embeddings.weight", shape.Vocabulary, shape.Hidden);
        var beginning = new BertModel(shape, words, reader.ReadPositions(), norm, []);
        var rehearsal = precision == EncoderPrecision.Int8 ? new Rehearsal(beginning, frame, set) : null;
        var layers = new BertLayer[shape.Layers];
        for (var i = 0; i < layers.Length; i++)
        {
            var parts = reader.ReadLayer($"{shape.Names.Layers}{i}.");
            layers[i] = rehearsal is null ? parts.InFloats() : rehearsal.ToBytes(parts);
        }
        return beginning.With(layers);
    }

    /// <summary>Reads what a classifier of pairs has besides.</summary>
    /// <param name="file">The weights.</param>
    /// <param name="shape">The model's sizes.</param>
    /// <param name="label">Of two labels, the one that means yes.</param>
    /// <returns>What judges, and what the second token type differs by from the first.</returns>
    /// <exception cref="ModelException">A tensor is missing or has another shape.</exception>
    public static (PairHead Head, float[] SecondType) ReadPairHead(SafetensorsFile file, BertShape shape, int label)
    {
        var reader = new BertReader(file, shape);
        var hidden = shape.Hidden;
        var labels = file.Tensors.GetValueOrDefault("classifier.weight")?.Shape is [var rows, _] ? rows : 0;
        if (labels is not (1 or 2))
            throw new ModelException(
                file.Path, $"a classifier of one label or two was expected; there are {labels} in 'classifier.weight'.");
        var classifier = new Dense(
            file.Read("classifier.weight", labels, hidden), file.Read("classifier.bias", labels));

        var types = reader.Read("embeddings.token_type_embeddings.weight", shape.TokenTypes, hidden);
        var second = new float[hidden];
        if (shape.TokenTypes > 1)
            TensorPrimitives.Subtract(types.AsSpan(hidden, hidden), types.AsSpan(0, hidden), second);
        return (new PairHead(reader.ReadDense("pooler.dense", hidden, hidden), classifier, label), second);
    }

    private LayerParts ReadLayer(string layer)
    {
        var (hidden, inner) = (_shape.Hidden, _shape.Inner);
        var three = Array.ConvertAll(_names.QueryKeyValue, part => ReadDense(layer + part, hidden, hidden));
        ScaleQueries(three[0]);
        return new LayerParts(
            new Dense(Below(three, part => part.Weights), Below(three, part => part.Bias)),
            ReadDense(layer + _names.AttentionOutput, hidden, hidden), ReadNorm(layer + _names.AttentionNorm),
            ReadDense(layer + _names.Widening, hidden, inner), ReadDense(layer + _names.Narrowing, inner, hidden),
            ReadNorm(layer + _names.OutputNorm), _shape);
    }

    /// <summary>One array's values behind the other's.</summary>
    private static float[] Below(Dense[] layers, Func<Dense, float[]> part)
    {
        var (all, at) = (new float[layers.Sum(layer => part(layer).Length)], 0);
        foreach (var values in layers.Select(part))
        {
            values.CopyTo(all, at);
            at += values.Length;
        }
        return all;
    }

    /// <summary>Attention divides its scores by the root of a head's width. Here it costs nothing.</summary>
    private void ScaleQueries(Dense queries)
    {
        var scale = 1f / MathF.Sqrt(_shape.HeadWidth);
        TensorPrimitives.Multiply(queries.Weights, scale, queries.Weights);
        TensorPrimitives.Multiply(queries.Bias, scale, queries.Bias);
    }

    private Dense ReadDense(string name, int inputs, int outputs) =>
        new(Read(name + ".weight", outputs, inputs), Read(name + ".bias", outputs));

    private Norm ReadNorm(string name) =>
        new(Read(name + ".weight", _shape.Hidden), Read(name + ".bias", _shape.Hidden), _shape.Epsilon);

    private float[] ReadPositions()
    {
        var (hidden, first) = (_shape.Hidden, _shape.FirstPosition);
        var positions = Read("embeddings.position_embeddings.weight", first + _shape.Positions, hidden)[(first * hidden)..];
        if (_shape.TokenTypes == 0) return positions;

        // Every token of one text has type 0, so that vector is added to each position here and never again.
        var type = Read("embeddings.token_type_embeddings.weight", _shape.TokenTypes, hidden).AsSpan(0, hidden);
        for (var i = 0; i < _shape.Positions; i++)
            TensorPrimitives.Add(positions.AsSpan(i * hidden, hidden), type, positions.AsSpan(i * hidden, hidden));
        return positions;
    }

    private float[] Read(string name, params ReadOnlySpan<long> shape) => _file.Read(_prefix + name, shape);
}
