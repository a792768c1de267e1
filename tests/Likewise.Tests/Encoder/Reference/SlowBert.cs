using System.Text.Json;

namespace Likewise.Tests.Encoder.Reference;

/// <summary>
/// BERT's forward pass in double precision, written straight from its definition: the reference that the encoder is held to.
/// Plain loops, no vectors, no code in common with the encoder.
/// </summary>
internal sealed class SlowBert
{
    private readonly Dictionary<string, double[]> _weights;
    private readonly int _hidden, _heads, _layers;
    private readonly double _epsilon;
    private readonly string _activation;

    public SlowBert(string directory, string weights)
    {
        _weights = SlowWeights.Read(Path.Combine(directory, weights));
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, "config.json")));
        int Size(string name) => config.RootElement.GetProperty(name).GetInt32();
        (_hidden, _heads, _layers) = (Size("hidden_size"), Size("num_attention_heads"), Size("num_hidden_layers"));
        _epsilon = config.RootElement.GetProperty("layer_norm_eps").GetDouble();
        _activation = config.RootElement.GetProperty("hidden_act").GetString() ?? "";
    }

    /// <summary>The unit vector of a text given by its ids.</summary>
    public double[] Embed(int[] ids, bool cls = false)
    {
        var tokens = Run(ids, second: ids.Length);
        var pooled = cls ? tokens[0] : Sum(tokens);
        var length = Math.Sqrt(pooled.Sum(value => value * value));
        return [.. pooled.Select(value => value / length)];
    }

    /// <summary>What a classifier says of two texts given by the ids of both, of which those from the second's on.</summary>
    public double[] Judge(int[] ids, int second) =>
        Linear([.. Linear(Run(ids, second)[0], "pooler.dense").Select(Math.Tanh)], "classifier");

    private double[][] Run(int[] ids, int second)
    {
        var tokens = ids.Select((id, position) => Norm(
            Sum(Row("embeddings.word_embeddings", id), Row("embeddings.position_embeddings", position),
                Row("embeddings.token_type_embeddings", position < second ? 0 : 1)),
            "embeddings.LayerNorm")).ToArray();
        for (var layer = 0; layer < _layers; layer++)
            tokens = Layer(tokens, $"encoder.layer.{layer}.");
        return tokens;
    }

    private double[][] Layer(double[][] tokens, string name)
    {
        var attended = Attend(tokens, name + "attention.self.");
        var middle = tokens.Zip(attended, (token, update) => Norm(
            Sum(token, Linear(update, name + "attention.output.dense")), name + "attention.output.LayerNorm")).ToArray();
        return [.. middle.Select(token => Norm(
            Sum(token, Linear([.. Linear(token, name + "intermediate.dense").Select(Activate)], name + "output.dense")),
            name + "output.LayerNorm"))];
    }

    private double[][] Attend(double[][] tokens, string name)
    {
        var queries = tokens.Select(token => Linear(token, name + "query")).ToArray();
        var keys = tokens.Select(token => Linear(token, name + "key")).ToArray();
        var values = tokens.Select(token => Linear(token, name + "value")).ToArray();
        var width = _hidden / _heads;
        var mixed = tokens.Select(_ => new double[_hidden]).ToArray();
        for (var head = 0; head < _heads; head++)
        {
            var part = (head * width)..((head + 1) * width);
            for (var i = 0; i < tokens.Length; i++)
            {
                var scores = keys.Select(key => Dot(queries[i][part], key[part]) / Math.Sqrt(width)).ToArray();
                var largest = scores.Max();
                var powers = scores.Select(score => Math.Exp(score - largest)).ToArray();
                var sum = powers.Sum();
                for (var j = 0; j < tokens.Length; j++)
                {
                    for (var k = part.Start.Value; k < part.End.Value; k++)
                        mixed[i][k] += powers[j] / sum * values[j][k];
                }
            }
        }
        return mixed;
    }

    private double Activate(double x) => _activation switch
    {
        "gelu" => x * NormalDistribution(x),
        "gelu_new" => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
        _ => Math.Max(x, 0),
    };

    /// <summary>Φ(x): its power series near zero, the continued fraction of its tail elsewhere; 1e-14 or better.</summary>
    public static double NormalDistribution(double x)
    {
        var density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (Math.Abs(x) > 3)
        {
            var fraction = 0d;
            for (var k = 200; k > 0; k--)
                fraction = k / (Math.Abs(x) + fraction);
            var tail = density / (Math.Abs(x) + fraction);
            return x < 0 ? tail : 1 - tail;
        }
        var (term, sum) = (x, x);
        for (var k = 1; k < 100; k++)
            sum += term *= x * x / (2 * k + 1);
        return 0.5 + density * sum;
    }

    private double[] Row(string table, int row) => _weights[table + ".weight"][(row * _hidden)..((row + 1) * _hidden)];

    private double[] Linear(double[] input, string name)
    {
        var (weights, bias) = (_weights[name + ".weight"], _weights[name + ".bias"]);
        var output = new double[bias.Length];
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = bias[i];
            for (var j = 0; j < input.Length; j++)
                output[i] += weights[i * input.Length + j] * input[j];
        }
        return output;
    }

    private double[] Norm(double[] values, string name)
    {
        var (gain, shift) = (_weights[name + ".weight"], _weights[name + ".bias"]);
        var mean = values.Average();
        var variance = values.Average(value => (value - mean) * (value - mean));
        return [.. values.Select((value, i) => (value - mean) / Math.Sqrt(variance + _epsilon) * gain[i] + shift[i])];
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();

    private static double[] Sum(params double[][] rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Sum(row => row[i]))];
}
