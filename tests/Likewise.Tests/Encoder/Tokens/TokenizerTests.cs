using System.Text;
using System.Text.Json.Nodes;
using Likewise.Encoder;
using Likewise.Tests.Encoder.Reference;

namespace Likewise.Tests.Encoder.Tokens;

public class TokenizerTests
{
    private static readonly string Path = System.IO.Path.Combine(DefaultModel.Directory, "tokenizer.json");
    private static readonly Tokenizer Fast = TokenizerReader.Read(Path, rows: 30_522, maxTokens: 512);
    private static readonly SlowTokenizer Slow = new(Path);

    [Theory]
    [InlineData(7)]
    [InlineData(11)]
    public void Random_texts_have_the_ids_of_the_slow_tokenizer(int seed)
    {
        var texts = new RandomTexts(seed, Slow.WholeWords);
        for (var i = 0; i < 3_000; i++)
        {
            var text = texts.Next();
            Assert.Equal(Slow.Encode(text, 512), Encode(Fast, text));
        }
    }

    [Fact]
    public void Encoding_allocates_nothing()
    {
        var (texts, ids) = (new RandomTexts(3, Slow.WholeWords), new int[512]);
        // Beyond the second plane, characters are folded afresh each time.
        var some = Enumerable.Range(0, 300).Select(_ => texts.Next())
            .Where(text => text.EnumerateRunes().All(rune => rune.Value < 0x2_0000)).ToArray();
        foreach (var text in some)
            Fast.Encode("", text, ids, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var text in some)
            Fast.Encode("", text, ids, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Every_character_has_the_ids_of_the_slow_tokenizer()
    {
        for (var value = 0; value < 0x1_1000; value++)
        {
            if (!Rune.TryCreate(value, out var character)) continue;
            var text = $"x{character}y";
            var (expected, actual) = (Slow.Encode(text, 512), Encode(Fast, text));
            Assert.True(expected.AsSpan().SequenceEqual(actual), $"U+{value:X4}");
        }
    }

    [Fact]
    public void The_slow_tokenizer_has_the_ids_of_two_other_tokenizers()
    {
        using var references = SharedReferences.Open("tokenizer_cases.json");
        foreach (var one in references.RootElement.GetProperty("cases").EnumerateArray())
            Assert.Equal(one.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()),
                Slow.Encode(one.GetProperty("text").GetString() ?? "", 100_000));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void A_text_cut_at_any_length_has_the_first_ids_of_the_whole(int maxTokens)
    {
        // "refunding" is more than one piece; "xqzw☃" has pieces and then none, so that it is unknown as a whole wherever
        // the cut is.
        foreach (var text in new[] { "refundings a", "xqzw☃ refundings", "a b c d", "a b" })
        {
            var cut = TokenizerReader.Read(Path, rows: 30_522, maxTokens);
            var (whole, ids) = (Encode(Fast, text), new int[maxTokens]);
            var count = cut.Encode("", text, ids, out var truncated);
            Assert.Equal([.. whole[..(count - 1)], 102], ids[..count]);
            Assert.Equal((Math.Min(whole.Length, maxTokens), whole.Length > maxTokens), (count, truncated));
        }
    }

    [Theory]
    [InlineData("", "abc")]
    [InlineData("query: ", "trains")]
    [InlineData("re", "fund")]
    [InlineData("e", "\u0301tude")]
    public void A_prefix_reads_as_the_beginning_of_the_text(string prefix, string text)
    {
        var ids = new int[512];
        var count = Fast.Encode(prefix, text, ids, out _);
        Assert.Equal(Encode(Fast, prefix + text), ids[..count]);
    }

    [Theory]
    [InlineData(true, null, "Café 中", new[] { "[UNK]", "中" })]
    [InlineData(false, null, "Cat é 中", new[] { "Cat", "é", "中" })]
    [InlineData(false, true, "Cat é", new[] { "Cat", "e" })]
    [InlineData(true, false, "Cat É", new[] { "cat", "é" })]
    [InlineData(true, null, "cats eating, a?", new[] { "cat", "##s", "[UNK]", ",", "a", "?" })]
    public void Case_and_accents_follow_the_tokenizers_file(bool lowerCase, bool? stripAccents, string text, string[] pieces)
    {
        using var model = new SyntheticModel();
        model.Tokenizer["normalizer"]!["lowercase"] = lowerCase;
        model.Tokenizer["normalizer"]!["strip_accents"] = stripAccents;
        Assert.Equal(pieces, Pieces(model, text));
    }

    [Fact]
    public void Ideographs_and_control_characters_follow_the_tokenizers_file()
    {
        using var model = new SyntheticModel();
        Assert.Equal(["中", "国", "cat"], Pieces(model, "中国ca\u0007t"));
        model.Tokenizer["normalizer"]!["handle_chinese_chars"] = false;
        model.Tokenizer["normalizer"]!["clean_text"] = false;
        Assert.Equal(["[UNK]", "[UNK]"], Pieces(model, "中国 ca\u0007t"));
    }

    [Theory]
    [InlineData("""{"type": "BertProcessing", "cls": ["[CLS]", 2], "sep": ["[SEP]", 3]}""", 2, 3)]
    [InlineData("null", 2, 3)]
    [InlineData(
        """
        {
          "type": "TemplateProcessing",
          "single": [{ "SpecialToken": { "id": "[SEP]" } }, { "Sequence": { "id": "A" } }, { "SpecialToken": { "id": "[UNK]" } }]
        }
        """,
        3, 1)]
    public void Special_tokens_follow_the_post_processor(string processor, int first, int last)
    {
        using var model = new SyntheticModel();
        model.Tokenizer["post_processor"] = JsonNode.Parse(processor);
        model.Write();
        var tokenizer = TokenizerReader.Read(System.IO.Path.Combine(model.Directory, "tokenizer.json"), rows: 25, maxTokens: 20);
        var ids = Encode(tokenizer, "cat");
        Assert.Equal((3, first, last), (ids.Length, ids[0], ids[2]));
    }

    private static string[] Pieces(SyntheticModel model, string text)
    {
        model.Write();
        var tokenizer = TokenizerReader.Read(System.IO.Path.Combine(model.Directory, "tokenizer.json"), rows: 25, maxTokens: 20);
        var names = model.Tokenizer["model"]!["vocab"]!.AsObject().ToDictionary(
            piece => piece.Value!.GetValue<int>(), piece => piece.Key);
        return [.. Encode(tokenizer, text)[1..^1].Select(id => names[id])];
    }

    private static int[] Encode(Tokenizer tokenizer, string text)
    {
        var ids = new int[512];
        return ids[..tokenizer.Encode("", text, ids, out _)];
    }
}
