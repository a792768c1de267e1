using System.Numerics.Tensors;

namespace Likewise.Encoder;

/// <summary>Builds a <see cref="BertModel"/> from the tensors of a file, whose names may all begin with the family's.</summary>
internal sealed class BertReader
{
    private readonly SafetensorsFile _file;
    private readonly BertShape _shape;
    private readonly EncoderPrecision _precision;
    private readonly BertNames _names;
    private readonly string _prefix;

    private BertReader(SafetensorsFile file, BertShape shape, EncoderPrecision precision)
    {
        (_file, _shape, _precision) = (file, shape, precision);
        _names = shape.Names;
        _prefix = file.Tensors.ContainsKey(_names.Prefix + "embeddings.word_embeddings.weight") ? _names.Prefix : "";
    }

    /// <exception cref="ModelException">A tensor is missing, has another shape, or holds values that are not finite.</exception>
    public static BertModel Read(SafetensorsFile file, BertShape shape, EncoderPrecision precision)
    {
        var reader = new BertReader(file, shape, precision);
        var norm = reader.ReadNorm("embeddings.LayerNorm");
        var (layers, before) = (new BertLayer[shape.Layers], norm);
        for (var i = 0; i < layers.Length; i++)
            (layers[i], before) = reader.ReadLayer($"{shape.Names.Layers}{i}.", before.Spread);
        return new BertModel(
            shape, reader.Read("embeddings.word_embeddings.weight", shape.Vocabulary, shape.Hidden), reader.ReadPositions(),
            norm, layers);
    }

    /// <summary>A layer, and the norm that it ends with.</summary>
    private (BertLayer Layer, Norm Last) ReadLayer(string layer, InputSpread inputs)
    {
        var (hidden, inner) = (_shape.Hidden, _shape.Inner);
        var attention = new SelfAttention(
            ReadQueryKeyValue(layer, inputs),
            Linear.Create(_precision, ReadDense(layer + _names.AttentionOutput, hidden, hidden), InputSpread.Unknown(hidden)),
            _shape);
        var (norm, last) = (ReadNorm(layer + _names.AttentionNorm), ReadNorm(layer + _names.OutputNorm));
        var widening = ReadDense(layer + _names.Widening, hidden, inner);
        var narrowing = ReadDense(layer + _names.Narrowing, inner, hidden);
        return (
            new BertLayer(
                attention, norm, Linear.Create(_precision, widening, norm.Spread),
                Linear.Create(_precision, narrowing, norm.Spread.AfterActivation(widening)), last, _shape),
            last);
    }

    /// <summary>The three projections as one layer: their weights below one another.</summary>
    private Linear ReadQueryKeyValue(string layer, InputSpread inputs)
    {
        var read = Array.ConvertAll(_names.QueryKeyValue, part => ReadDense(layer + part, _shape.Hidden, _shape.Hidden));
        var all = new Dense([.. read.SelectMany(part => part.Weights)], [.. read.SelectMany(part => part.Bias)]);
        return Linear.Create(_precision, all, inputs);
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
