using System.Numerics.Tensors;

namespace Likewise.Encoder;

/// <summary>Builds a <see cref="BertModel"/> from the tensors of a file, whose names may all begin with <c>bert.</c>.</summary>
internal sealed class BertReader
{
    private readonly SafetensorsFile _file;
    private readonly BertShape _shape;
    private readonly EncoderPrecision _precision;
    private readonly string _prefix;

    private BertReader(SafetensorsFile file, BertShape shape, EncoderPrecision precision)
    {
        (_file, _shape, _precision) = (file, shape, precision);
        _prefix = file.Tensors.ContainsKey("bert.embeddings.word_embeddings.weight") ? "bert." : "";
    }

    /// <exception cref="ModelException">A tensor is missing, has another shape, or holds values that are not finite.</exception>
    public static BertModel Read(SafetensorsFile file, BertShape shape, EncoderPrecision precision)
    {
        var reader = new BertReader(file, shape, precision);
        var norm = reader.ReadNorm("embeddings.LayerNorm");
        var (layers, before) = (new BertLayer[shape.Layers], norm);
        for (var i = 0; i < layers.Length; i++)
            (layers[i], before) = reader.ReadLayer($"encoder.layer.{i}.", before.Spread);
        return new BertModel(
            shape, reader.Read("embeddings.word_embeddings.weight", shape.Vocabulary, shape.Hidden), reader.ReadPositions(),
            norm, layers);
    }

    /// <summary>A layer, and the norm that it ends with.</summary>
    private (BertLayer Layer, Norm Last) ReadLayer(string layer, InputSpread inputs)
    {
        var (hidden, inner) = (_shape.Hidden, _shape.Inner);
        var attention = new SelfAttention(
            ReadQueryKeyValue(layer + "attention.self.", inputs),
            Linear.Create(_precision, ReadDense(layer + "attention.output.dense", hidden, hidden), InputSpread.Unknown(hidden)),
            _shape);
        var (norm, last) = (ReadNorm(layer + "attention.output.LayerNorm"), ReadNorm(layer + "output.LayerNorm"));
        var widening = ReadDense(layer + "intermediate.dense", hidden, inner);
        var narrowing = ReadDense(layer + "output.dense", inner, hidden);
        return (
            new BertLayer(
                attention, norm, Linear.Create(_precision, widening, norm.Spread),
                Linear.Create(_precision, narrowing, norm.Spread.AfterActivation(widening)), last, _shape),
            last);
    }

    /// <summary>The three projections as one layer: their weights below one another.</summary>
    private Linear ReadQueryKeyValue(string self, InputSpread inputs)
    {
        string[] parts = ["query", "key", "value"];
        var read = Array.ConvertAll(parts, part => ReadDense(self + part, _shape.Hidden, _shape.Hidden));
        var all = new Dense([.. read.SelectMany(part => part.Weights)], [.. read.SelectMany(part => part.Bias)]);
        return Linear.Create(_precision, all, inputs);
    }

    private Dense ReadDense(string name, int inputs, int outputs) =>
        new(Read(name + ".weight", outputs, inputs), Read(name + ".bias", outputs));

    private Norm ReadNorm(string name) =>
        new(Read(name + ".weight", _shape.Hidden), Read(name + ".bias", _shape.Hidden), _shape.Epsilon);

    private float[] ReadPositions()
    {
        // Every token of one text has type 0, so that vector is added to each position here and never again.
        var hidden = _shape.Hidden;
        var positions = Read("embeddings.position_embeddings.weight", _shape.Positions, hidden);
        var type = Read("embeddings.token_type_embeddings.weight", _shape.TokenTypes, hidden).AsSpan(0, hidden);
        for (var i = 0; i < _shape.Positions; i++)
            TensorPrimitives.Add(positions.AsSpan(i * hidden, hidden), type, positions.AsSpan(i * hidden, hidden));
        return positions;
    }

    private float[] Read(string name, params ReadOnlySpan<long> shape) => _file.Read(_prefix + name, shape);
}
