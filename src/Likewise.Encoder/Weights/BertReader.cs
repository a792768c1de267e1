using System.Numerics.Tensors;

namespace Likewise.Encoder;

/// <summary>Builds a <see cref="BertModel"/> from the tensors of a file, whose names may all begin with <c>bert.</c>.</summary>
internal sealed class BertReader
{
    private readonly SafetensorsFile _file;
    private readonly BertShape _shape;
    private readonly string _prefix;

    private BertReader(SafetensorsFile file, BertShape shape)
    {
        (_file, _shape) = (file, shape);
        _prefix = file.Tensors.ContainsKey("bert.embeddings.word_embeddings.weight") ? "bert." : "";
    }

    /// <exception cref="ModelException">A tensor is missing, has another shape, or holds values that are not finite.</exception>
    public static BertModel Read(SafetensorsFile file, BertShape shape)
    {
        var reader = new BertReader(file, shape);
        var layers = new BertLayer[shape.Layers];
        for (var i = 0; i < layers.Length; i++)
            layers[i] = reader.ReadLayer($"encoder.layer.{i}.");
        return new BertModel(
            shape, reader.Read("embeddings.word_embeddings.weight", shape.Vocabulary, shape.Hidden), reader.ReadPositions(),
            reader.ReadNorm("embeddings.LayerNorm"), layers);
    }

    private BertLayer ReadLayer(string layer)
    {
        var (hidden, inner) = (_shape.Hidden, _shape.Inner);
        var attention = new SelfAttention(
            ReadQueryKeyValue(layer + "attention.self."), ReadLinear(layer + "attention.output.dense", hidden, hidden), _shape);
        return new BertLayer(
            attention, ReadNorm(layer + "attention.output.LayerNorm"), ReadLinear(layer + "intermediate.dense", hidden, inner),
            ReadLinear(layer + "output.dense", inner, hidden), ReadNorm(layer + "output.LayerNorm"), _shape);
    }

    /// <summary>The three projections as one layer: their weights below one another.</summary>
    private Linear ReadQueryKeyValue(string self)
    {
        var hidden = _shape.Hidden;
        string[] parts = ["query", "key", "value"];
        float[] weights = [.. parts.SelectMany(part => Read($"{self}{part}.weight", hidden, hidden))];
        float[] bias = [.. parts.SelectMany(part => Read($"{self}{part}.bias", hidden))];
        return new Linear(weights, bias, hidden);
    }

    private Linear ReadLinear(string name, int inputs, int outputs) =>
        new(Read(name + ".weight", outputs, inputs), Read(name + ".bias", outputs), inputs);

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
