using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace Likewise.Tests.Encoder;

/// <summary>
/// A small BERT model with random weights, written into a directory of its own. Its sizes are multiples of no register's width.
/// Change what should be wrong with it, then call <see cref="Write"/>.
/// </summary>
internal sealed class SyntheticModel : IDisposable
{
    private static readonly string[] Pieces =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "cat", "dog", "sat", "on", "mat", "query", ":", "a", "##s", "##ing", "b",
        "##b", "Cat",
        "é", "e", "##e", "?", "中", "国", ",",
    ];

    public SyntheticModel(int seed = 1)
    {
        var random = new Random(seed);
        const int Hidden = 24, Inner = 40, Layers = 2, Positions = 20;
        void Add(string name, params int[] shape)
        {
            var count = shape.Aggregate((a, b) => a * b);
            Tensors.Add((name, shape, [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.5f) * 0.8f)]));
        }
        void AddLinear(string name, int inputs, int outputs)
        {
            Add(name + ".weight", outputs, inputs);
            Add(name + ".bias", outputs);
        }
        void AddNorm(string name)
        {
            Add(name + ".weight", Hidden);
            Add(name + ".bias", Hidden);
        }

        Add("embeddings.word_embeddings.weight", Pieces.Length, Hidden);
        Add("embeddings.position_embeddings.weight", Positions, Hidden);
        Add("embeddings.token_type_embeddings.weight", 2, Hidden);
        AddNorm("embeddings.LayerNorm");
        for (var layer = 0; layer < Layers; layer++)
        {
            var name = $"encoder.layer.{layer}.";
            foreach (var part in new[] { "self.query", "self.key", "self.value", "output.dense" })
                AddLinear(name + "attention." + part, Hidden, Hidden);
            AddNorm(name + "attention.output.LayerNorm");
            AddLinear(name + "intermediate.dense", Hidden, Inner);
            AddLinear(name + "output.dense", Inner, Hidden);
            AddNorm(name + "output.LayerNorm");
        }

        Config = new JsonObject
        {
            ["model_type"] = "bert", ["hidden_size"] = Hidden, ["num_attention_heads"] = 3, ["num_hidden_layers"] = Layers,
            ["intermediate_size"] = Inner, ["vocab_size"] = Pieces.Length, ["max_position_embeddings"] = Positions,
            ["type_vocab_size"] = 2,
            ["layer_norm_eps"] = 1e-12, ["hidden_act"] = "gelu",
        };
        Tokenizer = (JsonObject)(JsonNode.Parse("""
            {
              "normalizer": { "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null,
                "lowercase": true },
              "pre_tokenizer": { "type": "BertPreTokenizer" },
              "post_processor": {
                "type": "TemplateProcessing",
                "single": [{ "SpecialToken": { "id": "[CLS]" } }, { "Sequence": { "id": "A" } },
                    { "SpecialToken": { "id": "[SEP]" } }],
                "special_tokens": { "[CLS]": { "ids": [2] }, "[SEP]": { "ids": [3] } }
              },
              "model": { "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                  "max_input_chars_per_word": 100 }
            }
            """) ?? throw new InvalidOperationException());
        Tokenizer["model"]!["vocab"] = new JsonObject(Pieces.Select((piece, id) => KeyValuePair.Create(piece, (JsonNode?)id)));
    }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("likewise-model-").FullName;

    public string WeightsPath => Path.Combine(Directory, "model.safetensors");

    public List<(string Name, int[] Shape, float[] Values)> Tensors { get; } = [];

    public JsonObject Config { get; }

    public JsonObject Tokenizer { get; }

    /// <summary>Put before every tensor's name.</summary>
    public string NamePrefix { get; set; } = "";

    /// <summary>Makes it a judge of pairs.</summary>
    public SyntheticModel WithClassifier(int labels, int seed = 9)
    {
        var random = new Random(seed);
        var hidden = Config["hidden_size"]!.GetValue<int>();
        foreach (var (name, outputs) in new[] { ("pooler.dense", hidden), ("classifier", labels) })
        {
            foreach (var (part, shape) in new[] { (".weight", new[] { outputs, hidden }), (".bias", [outputs]) })
            {
                var count = shape.Aggregate((a, b) => a * b);
                Tensors.Add((name + part, shape, [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)]));
            }
        }
        Config["architectures"] = new JsonArray("BertForSequenceClassification");
        return this;
    }

    public SyntheticModel Write(string type = "F32")
    {
        WriteFile("config.json", Config);
        WriteFile("tokenizer.json", Tokenizer);
        var (header, data) = (new JsonObject(), new List<byte>());
        foreach (var (name, shape, values) in Tensors)
        {
            var start = data.Count;
            foreach (var value in values)
                data.AddRange(Bytes(value, type));
            header[name.StartsWith("classifier.", StringComparison.Ordinal) ? name : NamePrefix + name] = new JsonObject
            {
                ["dtype"] = type,
                ["shape"] = new JsonArray([.. shape.Select(size => (JsonNode)size)]),
                ["data_offsets"] = new JsonArray(start, data.Count),
            };
        }
        WriteWeights(header, [.. data]);
        return this;
    }

    public void WriteWeights(JsonObject header, byte[] data)
    {
        var json = System.Text.Encoding.UTF8.GetBytes(header.ToJsonString());
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        File.WriteAllBytes(WeightsPath, [.. length, .. json, .. data]);
    }

    public void WriteFile(string name, JsonNode content)
    {
        var path = Path.Combine(Directory, name);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Directory);
        File.WriteAllText(path, content.ToJsonString());
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private static byte[] Bytes(float value, string type) => type switch
    {
        "F32" => BitConverter.GetBytes(value),
        "F16" => BitConverter.GetBytes((Half)value),
        _ => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)),
    };
}
