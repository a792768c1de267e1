using System.Numerics.Tensors;
using System.Text.Json;
using Likewise.Encoder;

namespace Likewise.Tests.Encoder;

public class SharedReferenceTests
{
    private static readonly Tokenizer Tokenizer = TokenizerReader.Read(
        Path.Combine(DefaultModel.Directory, "tokenizer.json"), rows: 30_522, maxTokens: 10_000);

    [Fact]
    public void Ids_equal_those_of_two_other_tokenizers()
    {
        using var references = SharedReferences.Open("tokenizer_cases.json");
        var cases = references.RootElement.GetProperty("cases").EnumerateArray().ToList();
        Assert.True(cases.Count >= 100);
        foreach (var one in cases)
        {
            var text = one.GetProperty("text").GetString() ?? "";
            Assert.Equal(Integers(one.GetProperty("ids")), Encode(text));
        }
    }

    [Fact]
    public void Literal_special_tokens_are_plain_text_as_recorded()
    {
        using var references = SharedReferences.Open("tokenizer_cases.json");
        var special = references.RootElement.GetProperty("special_text");
        Assert.Equal(Integers(special.GetProperty("as_plain_text")), Encode(special.GetProperty("text").GetString() ?? ""));
    }

    [Theory]
    [InlineData("reference_fp16.json", 0.99999)]
    [InlineData("reference_fp32_onnx.json", 0.99999)]
    public void Vectors_equal_those_of_other_implementations(string name, double cosineMin)
    {
        using var references = SharedReferences.Open(name);
        foreach (var item in references.RootElement.GetProperty("items").EnumerateArray())
        {
            var expected = item.GetProperty("vector").EnumerateArray().Select(value => value.GetSingle()).ToArray();
            var actual = DefaultModel.Embed(item.GetProperty("text").GetString() ?? "");
            Assert.InRange(TensorPrimitives.CosineSimilarity<float>(expected, actual), cosineMin, 1.0001);
            Assert.InRange(TensorPrimitives.Distance<float>(expected, actual), 0, 0.005);
        }
    }

    private static int[] Encode(string text)
    {
        var ids = new int[10_000];
        return ids[..Tokenizer.Encode("", text, ids, out _)];
    }

    private static int[] Integers(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetInt32())];
}
