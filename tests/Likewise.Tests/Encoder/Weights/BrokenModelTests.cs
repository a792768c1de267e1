using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Likewise.Encoder;

namespace Likewise.Tests.Encoder.Weights;

/// <summary>Whatever is wrong with a model's directory, loading it says which file and what.</summary>
public class BrokenModelTests
{
    [Theory]
    [InlineData("config.json")]
    [InlineData("tokenizer.json")]
    [InlineData("model.safetensors")]
    public void A_missing_file_is_named(string file)
    {
        using var model = new SyntheticModel().Write();
        File.Delete(Path.Combine(model.Directory, file));
        AssertRefused(model, file, "likewise model pull");
    }

    [Fact]
    public void A_missing_directory_is_named() =>
        Assert.Contains("no such directory", Assert.Throws<ModelException>(
            () => SentenceEncoder.Load(Path.Combine(Path.GetTempPath(), "likewise-is-not-here"))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("config.json")]
    [InlineData("tokenizer.json")]
    public void A_file_that_is_not_json_is_named(string file)
    {
        using var model = new SyntheticModel().Write();
        foreach (var content in new[] { "", "{", "[]", "null", "\0\0\0", "<html>" })
        {
            File.WriteAllText(Path.Combine(model.Directory, file), content);
            AssertRefused(model, file, "JSON");
        }
    }

    [Fact]
    public void A_weights_file_cut_short_anywhere_is_refused()
    {
        using var model = new SyntheticModel().Write("F16");
        var whole = File.ReadAllBytes(model.WeightsPath);
        var header = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(whole);
        for (var length = 0; length < whole.Length; length += length < header + 64 ? 1 : 97)
        {
            File.WriteAllBytes(model.WeightsPath, whole[..length]);
            AssertRefused(model, "model.safetensors", "not a whole safetensors file");
        }
    }

    [Fact]
    public void A_flipped_bit_in_the_header_is_refused_or_harmless()
    {
        using var model = new SyntheticModel().Write("F16");
        var whole = File.ReadAllBytes(model.WeightsPath);
        var header = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(whole);
        var refused = 0;
        for (var at = 0; at < header; at += 7)
        {
            var broken = whole.ToArray();
            broken[at] ^= (byte)(1 << at % 8);
            File.WriteAllBytes(model.WeightsPath, broken);
            try
            {
                using var encoder = SentenceEncoder.Load(model.Directory);
            }
            catch (ModelException)
            {
                refused++;
            }
        }
        Assert.True(refused > header / 7 / 2);
    }

    [Theory]
    [InlineData("""{"x": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}""", "has no tensor 'embeddings.LayerNorm")]
    [InlineData("""{"x": {"dtype": "F99", "shape": [1], "data_offsets": [0, 4]}}""", "unknown number format 'F99'")]
    [InlineData("""{"x": {"dtype": "F32", "shape": [2], "data_offsets": [0, 4]}}""", "do not fit its shape [2]")]
    [InlineData("""{"x": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}}""", "do not fit its shape [-1]")]
    [InlineData("""{"x": {"dtype": "F32", "shape": [4294967296, 4294967296], "data_offsets": [0, 4]}}""", "do not fit its shape")]
    [InlineData("""{"x": {"dtype": "F32", "shape": [1], "data_offsets": [4, 0]}}""", "impossible offsets")]
    [InlineData("""{"x": {"dtype": "F32", "shape": [1], "data_offsets": [-4, 0]}}""", "impossible offsets")]
    [InlineData("""{"x": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}""", "cut short")]
    [InlineData(
        """
        {
          "x": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]},
          "y": {"dtype": "U8", "shape": [2], "data_offsets": [2, 4]}
        }
        """,
        "overlap")]
    [InlineData("""{"x": {"dtype": "U8", "shape": [2], "data_offsets": [0, 2]}}""", "2 bytes follow the last tensor")]
    [InlineData("""{"x": {"dtype": "U8", "shape": [2], "data_offsets": [2, 4]}}""", "leave a gap")]
    [InlineData("""{"x": {"dtype": 7, "shape": [1], "data_offsets": [0, 4]}}""", "header is broken")]
    [InlineData("""{"x": {"shape": [1], "data_offsets": [0, 4]}}""", "header is broken")]
    [InlineData("""{"x": {"dtype": "F32", "shape": [1.5], "data_offsets": [0, 4]}}""", "which is no integer")]
    [InlineData("""{"x": 1}""", "header is broken")]
    [InlineData("""{"x": {"dtype": "F32", "shape": [1], "data_offsets": [0, 99999999999999999999]}}""", "which is no integer")]
    public void A_header_that_does_not_describe_its_data_is_refused(string header, string fault)
    {
        using var model = new SyntheticModel().Write();
        model.WriteWeights((JsonObject)JsonNode.Parse(header)!, new byte[4]);
        AssertRefused(model, "model.safetensors", fault);
    }

    [Fact]
    public void A_tensor_listed_twice_is_refused()
    {
        using var model = new SyntheticModel().Write();
        const string Entry = """{"dtype":"U8","shape":[1],"data_offsets":[0,1]}""";
        var json = System.Text.Encoding.UTF8.GetBytes($"{{\"x\":{Entry},\"x\":{Entry}}}");
        File.WriteAllBytes(model.WeightsPath, [.. BitConverter.GetBytes((long)json.Length), .. json, 0]);
        AssertRefused(model, "model.safetensors", "'x' is listed twice");
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    [InlineData(1L << 25)]
    public void An_impossible_header_length_is_refused(long length)
    {
        using var model = new SyntheticModel().Write();
        var bytes = File.ReadAllBytes(model.WeightsPath);
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        File.WriteAllBytes(model.WeightsPath, bytes);
        AssertRefused(model, "model.safetensors", "the header claims");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Weights_that_are_not_finite_are_refused(float value)
    {
        foreach (var type in new[] { "F32", "F16", "BF16" })
        {
            using var model = new SyntheticModel();
            model.Tensors[^1].Values[5] = value;
            model.Write(type);
            AssertRefused(model, "model.safetensors", $"'{model.Tensors[^1].Name}' holds values that are not finite");
        }
    }

    [Fact]
    public void Tensors_of_another_shape_than_the_configuration_are_refused()
    {
        using var model = new SyntheticModel();
        model.Config["intermediate_size"] = 41;
        model.Write();
        AssertRefused(model, "model.safetensors",
            "'encoder.layer.0.intermediate.dense.weight' has the shape [40, 24], where config.json asks for [41, 24]");
    }

    private static void AssertRefused(SyntheticModel model, string file, string fault)
    {
        var refusal = Assert.Throws<ModelException>(() => SentenceEncoder.Load(model.Directory));
        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
        // Of a directory without weights the directory is named, and the names that were looked for.
        Assert.True(refusal.Path.EndsWith(file, StringComparison.Ordinal)
            || refusal.Message.Contains(file, StringComparison.Ordinal));
    }
}
