using System.Text;
using System.Text.Json.Nodes;
using Likewise.Encoder;
using Likewise.Tests.Encoder.Reference;

namespace Likewise.Tests.Encoder.Tokens.Unigram;

public class UnigramTests
{
    private static readonly string[] Special = ["<s>", "<pad>", "</s>", "<unk>"];
    private static readonly string[] Letters = ["a", "b", "c", "▁", "é", "語", "😀", "x", "<", "s", ">"];

    private static readonly (string, double)[] Small =
    [
        ("<s>", 0), ("<pad>", 0), ("</s>", 0), ("<unk>", 0), ("▁", -3), ("▁cat", -5), ("▁ca", -4), ("t", -2), ("s", -2),
        ("▁the", -4), ("語", -6), ("<", -4), (">", -4),
    ];

    private static readonly Dictionary<string, string> Map = new()
    {
        ["Ａ"] = "a", ["ﬁ"] = "fi", ["\u3000"] = " ", ["\t"] = " ", ["e\u0301"] = "é", ["½"] = "1/2", ["\u00AD"] = "",
        ["😀"] = "ab", ["\u00A0"] = " ", ["c\u0327"] = "c",
    };

    [Theory]
    [InlineData("cats", new[] { 5, 8 })]
    [InlineData("  the   cats ", new[] { 9, 5, 8 })]
    [InlineData("", new int[0])]
    [InlineData("xyz cat", new[] { 4, 3, 5 })]
    [InlineData("cat\u2003語", new[] { 5, 4, 10 })]
    [InlineData("ｃａｔ", new[] { 5 })]
    [InlineData("<s>", new[] { 4, 11, 8, 12 })]
    public void Words_are_cut_into_their_likeliest_pieces(string text, int[] ids)
    {
        using var file = new UnigramFile(Small);
        Assert.Equal([0, .. ids, 2], Encode(file.Read(), text));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Random_vocabularies_and_texts_have_the_ids_of_the_slow_tokenizer(bool hasMap, bool splitsWhiteSpace)
    {
        var random = new Random(hasMap ? 3 : 4);
        var odd = new RandomTexts(5, ["cab", "abc", "▁a"]);
        for (var vocabulary = 0; vocabulary < 20; vocabulary++)
        {
            using var file = new UnigramFile(RandomPieces(random));
            if (hasMap) file.WithCharacterMap(Map);
            if (!splitsWhiteSpace) file.WithoutWhiteSpaceSplit();
            var fast = file.Read();
            var slow = new SlowUnigram(file.Pieces, 3, Special, hasMap ? Map : null, splitsWhiteSpace);
            for (var i = 0; i < 60; i++)
            {
                var text = i % 3 == 0 ? odd.Next() : RandomText(random);
                Assert.True(((int[])[0, .. slow.Encode(text), 2]).AsSpan().SequenceEqual(Encode(fast, text)),
                    string.Join(' ', text.Select(unit => $"{(int)unit:X4}")));
            }
        }
    }

    [Fact]
    public void A_long_word_is_cut_too_and_encoding_allocates_nothing()
    {
        using var file = new UnigramFile(Small);
        var (tokenizer, ids) = (file.Read(maxTokens: 512), new int[512]);
        var texts = new[] { string.Concat(Enumerable.Repeat("cats", 3_000)), "the cats", "\u00C5ngstr\u00F6m ｃａｔ", "" };
        foreach (var text in texts.Concat(texts)) // The two buffers change places from text to text.
            tokenizer.Encode("", text, ids, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var text in texts)
        {
            // What .NET itself allocates to normalise what is not ASCII depends on the system's Unicode library.
            if (Ascii.IsValid(text)) tokenizer.Encode("", text, ids, out _);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(512, tokenizer.Encode("", texts[0], ids, out var truncated));
        Assert.True(truncated);
        Assert.Equal((0, 5, 2), (ids[0], ids[1], ids[511]));
    }

    [Theory]
    [InlineData("query: ", "cats")]
    [InlineData("ca", "ts")]
    [InlineData("the", " cat")]
    public void A_prefix_reads_as_the_beginning_of_the_text(string prefix, string text)
    {
        using var file = new UnigramFile(Small);
        var (tokenizer, ids) = (file.Read(), new int[2_000]);
        Assert.Equal(Encode(tokenizer, prefix + text), ids[..tokenizer.Encode(prefix, text, ids, out _)]);
    }

    [Theory]
    [InlineData("always", "cat cat", new[] { 5, 5 })]
    [InlineData("first", "cat cat", new[] { 5, 3, 7 })]
    [InlineData("never", "cat", new[] { 3, 7 })]
    public void Where_marks_are_put_follows_the_file(string scheme, string text, int[] ids)
    {
        using var file = new UnigramFile(Small);
        file.Json["pre_tokenizer"]!["pretokenizers"]![1]!["prepend_scheme"] = scheme;
        Assert.Equal([0, .. ids, 2], Encode(file.Read(), text));
    }

    [Theory]
    [InlineData("normalizer", """{"type": "Nmt"}""", "'Nmt'")]
    [InlineData("normalizer", """{"type": "Precompiled", "precompiled_charsmap": "AAAA"}""", "character map")]
    [InlineData("normalizer", """{"type": "Replace", "pattern": {"Regex": "a+"}, "content": ""}""", "a+")]
    [InlineData("pre_tokenizer", """{"type": "ByteLevel"}""", "'ByteLevel'")]
    [InlineData("pre_tokenizer", """{"type": "Metaspace", "replacement": "▁▁"}""", "not one character")]
    [InlineData("model", """{"type": "Unigram", "unk_id": 0, "vocab": [["a", "b"]]}""", "in place 0")]
    [InlineData("model", """{"type": "Unigram", "unk_id": 9, "vocab": [["a", 0]]}""", "'unk_id' is 9")]
    [InlineData("model", """{"type": "Unigram", "vocab": [["a", 0]]}""", "'unk_id' is missing")]
    [InlineData("model", """{"type": "Unigram", "unk_id": 0, "vocab": []}""", "'model.vocab' is no list")]
    [InlineData("model", """{"type": "Unigram", "unk_id": 0, "byte_fallback": true, "vocab": [["a", 0]]}""", "byte_fallback")]
    public void A_tokenizer_that_cannot_run_is_named(string part, string content, string fault)
    {
        using var file = new UnigramFile(Small);
        file.Json[part] = JsonNode.Parse(content);
        var refusal = Assert.Throws<ModelException>(() => file.Read());
        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(file.Path, refusal.Path);
    }

    private static List<(string, double)> RandomPieces(Random random)
    {
        List<(string, double)> pieces = [.. Special.Select(text => (text, 0.0))];
        for (var i = random.Next(5, 60); i > 0; i--)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Letters[random.Next(Letters.Length)]));
            // Few different scores, so that ways are often equal.
            pieces.Add((text, -random.Next(1, 5)));
        }
        return pieces;
    }

    private static string RandomText(Random random)
    {
        string[] parts =
            [.. Letters, " ", "  ", "Ａ", "ﬁ", "\u3000", "\t", "e\u0301", "½", "\u00AD", "c\u0327", "\u0301", "<unk>"];
        return string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => parts[random.Next(parts.Length)]));
    }

    private static int[] Encode(Tokenizer tokenizer, string text)
    {
        var ids = new int[2_000];
        return ids[..tokenizer.Encode("", text, ids, out _)];
    }
}
