using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Likewise.Tests.Encoder.Reference;

/// <summary>
/// BERT's uncased tokenizer, written straight from its description and without a thought for speed: whole-text passes, one after
/// the other. It shares no code with the encoder's.
/// </summary>
internal sealed class SlowTokenizer
{
    private readonly Dictionary<string, int> _ids = [];

    public SlowTokenizer(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var piece in file.RootElement.GetProperty("model").GetProperty("vocab").EnumerateObject())
            _ids[piece.Name] = piece.Value.GetInt32();
    }

    /// <summary>Whole words that the vocabulary has.</summary>
    public string[] WholeWords => [.. _ids.Keys.Where(piece => piece.All(char.IsLetterOrDigit))];

    public int[] Encode(string text, int maxTokens)
    {
        var ids = Words(text).SelectMany(Pieces).Take(maxTokens - 2);
        return [_ids["[CLS]"], .. ids, _ids["[SEP]"]];
    }

    private static string[] Words(string text)
    {
        var spaced = new StringBuilder();
        foreach (var character in WholeCharacters(text))
        {
            var category = Rune.GetUnicodeCategory(character);
            if (character.Value is '\t' or '\n' or '\r' || category == UnicodeCategory.SpaceSeparator) spaced.Append(' ');
            else if (character.Value is 0 or 0xFFFD
                || category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse) { }
            else if (IsIdeograph(character.Value)) spaced.Append(' ').Append(character).Append(' ');
            else spaced.Append(character);
        }

        var bare = new StringBuilder();
        // .NET normalises every character but U+FFFE, which decomposes to itself.
        var decomposed = string.Join(
            '\uFFFE', spaced.ToString().Split('\uFFFE').Select(part => part.Normalize(NormalizationForm.FormD)));
        foreach (var character in decomposed.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
                bare.Append(Rune.ToLowerInvariant(character));
        }

        var split = new StringBuilder();
        foreach (var character in bare.ToString().EnumerateRunes())
        {
            var symbol = character.IsAscii
                ? !Rune.IsLetterOrDigit(character) && character.Value > 32
                : Rune.IsPunctuation(character);
            split.Append(symbol ? $" {character} " : character.ToString());
        }
        return split.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    private static IEnumerable<Rune> WholeCharacters(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out var character))
            {
                yield return character;
                i += character.Utf16SequenceLength - 1;
            }
        }
    }

    private static bool IsIdeograph(int value)
    {
        (int First, int Last)[] blocks =
        [
            (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF),
            (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
        ];
        return blocks.Any(block => block.First <= value && value <= block.Last);
    }

    private IEnumerable<int> Pieces(string word)
    {
        int[] unknown = [_ids["[UNK]"]];
        if (word.EnumerateRunes().Count() > 100) return unknown;
        var pieces = new List<int>();
        for (var start = 0; start < word.Length;)
        {
            var end = word.Length;
            while (end > start && !_ids.ContainsKey((start > 0 ? "##" : "") + word[start..end])) end--;
            if (end == start) return unknown;
            pieces.Add(_ids[(start > 0 ? "##" : "") + word[start..end]]);
            start = end;
        }
        return pieces;
    }
}
