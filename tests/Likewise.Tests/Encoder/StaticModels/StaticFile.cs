using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace Likewise.Tests.Encoder.StaticModels;

/// <summary>A model2vec directory of six pieces in two dimensions. Change it, then write it.</summary>
internal sealed class StaticFile : IDisposable
{
    private static readonly string[] Pieces = ["[UNK]", "cat", "dog", "##s", "anti", "##cat"];
    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("likewise-static-");

    public StaticFile()
    {
        Add("embeddings", "F32", [6, 2], [9, 9, 3, 0, 0, 4, 1, 0, -3, 0, 3, 0]);
    }

    public string Directory => _directory.FullName;

    public Dictionary<string, (string Type, int[] Shape, double[] Values)> Tensors { get; } = [];

    public JsonObject Config { get; } = new() { ["model_type"] = "model2vec", ["tokenizer_name"] = "owner/small" };

    public void Add(string name, string type, int[] shape, double[] values) => Tensors[name] = (type, shape, values);

    public StaticFile Write()
    {
        File.WriteAllText(Path.Combine(Directory, "config.json"), Config.ToJsonString());
        File.WriteAllText(Path.Combine(Directory, "tokenizer.json"), new JsonObject
        {
            ["normalizer"] = new JsonObject { ["type"] = "BertNormalizer" },
            ["pre_tokenizer"] = new JsonObject { ["type"] = "BertPreTokenizer" },
            ["model"] = new JsonObject
            {
                ["type"] = "WordPiece", ["unk_token"] = "[UNK]", ["max_input_chars_per_word"] = 100,
                ["vocab"] = new JsonObject(Pieces.Select((piece, id) => KeyValuePair.Create(piece, (JsonNode?)id))),
            },
        }.ToJsonString());
        var (header, data) = (new JsonObject(), new List<byte>());
        foreach (var (name, (type, shape, values)) in Tensors)
        {
            var start = data.Count;
            foreach (var value in values)
                data.AddRange(Bytes(value, type));
            header[name] = new JsonObject
            {
                ["dtype"] = type, ["shape"] = new JsonArray([.. shape.Select(size => (JsonNode)size)]),
                ["data_offsets"] = new JsonArray(start, data.Count),
            };
        }
        var json = Encoding.UTF8.GetBytes(header.ToJsonString());
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        File.WriteAllBytes(Path.Combine(Directory, "model.safetensors"), [.. length, .. json, .. data]);
        return this;
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static byte[] Bytes(double value, string type) => type switch
    {
        "F64" => BitConverter.GetBytes(value),
        "F32" => BitConverter.GetBytes((float)value),
        "F16" => BitConverter.GetBytes((Half)value),
        "I64" => BitConverter.GetBytes((long)value),
        "I32" => BitConverter.GetBytes((int)value),
        _ => [(byte)(sbyte)value],
    };
}
