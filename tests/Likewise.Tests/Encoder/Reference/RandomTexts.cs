using System.Text;

namespace Likewise.Tests.Encoder.Reference;

/// <summary>
/// Texts that nobody would write, to find what a tokenizer does otherwise than it should: every plane, halves of pairs, heaps of
/// marks, words at and past every limit. One seed is one sequence of texts.
/// </summary>
/// <param name="seed">Of the sequence.</param>
/// <param name="words">Words of the vocabulary, to be bent.</param>
internal sealed class RandomTexts(int seed, IReadOnlyList<string> words)
{
    private const string Marks = "\u0300\u0301\u0308\u030A\u0327\u0345\u20E3\u0591\u064B\u0E31\u3099";
    private const string Spaces = " \t\n\r\u00A0\u2003\u2028\u3000\u0085\u200B\u200D\uFEFF\u00AD\u0000\u0007\uFFFD\uFFFE";
    private static readonly string[] Emoji = ["👩", "🏽", "‍", "👨", "❤", "️", "🇩", "🇪", "1️⃣", "🏳️‍🌈", "☃"];

    private readonly Random _random = new(seed);

    /// <summary>The next text.</summary>
    public string Next()
    {
        var text = new StringBuilder();
        for (var parts = _random.Next(12); parts > 0; parts--)
        {
            AppendPart(text);
            if (_random.Next(3) > 0) text.Append(' ');
        }
        return text.ToString();
    }

    private void AppendPart(StringBuilder text)
    {
        switch (_random.Next(10))
        {
            case 0: AppendRunes(text, 0x80, _random.Next(20)); break;
            case 1: AppendRunes(text, 0x600, _random.Next(10)); break;
            case 2: AppendRunes(text, 0x1_0000, _random.Next(6)); break;
            case 3: AppendRunes(text, 0x11_0000, _random.Next(6)); break;
            case 4: AppendUnits(text, _random.Next(6)); break;
            case 5: text.Append(Word()).Append(Marks[_random.Next(Marks.Length)]).Append(Word()); break;
            case 6: text.Append((char)_random.Next(0x2E80, 0xA000)).Append((char)_random.Next(0xAC00, 0xD7A4)); break;
            case 7: text.Append(Emoji[_random.Next(Emoji.Length)]).Append(Emoji[_random.Next(Emoji.Length)]); break;
            case 8: AppendLongWord(text); break;
            default: text.Append(Spaces[_random.Next(Spaces.Length)]).Append(Bent(Word())); break;
        }
    }

    private void AppendRunes(StringBuilder text, int top, int count)
    {
        for (; count > 0; count--)
        {
            if (Rune.TryCreate(_random.Next(top), out var rune)) text.Append(rune);
        }
    }

    /// <summary>Any units at all, every third one half of a pair.</summary>
    private void AppendUnits(StringBuilder text, int count)
    {
        for (; count > 0; count--)
            text.Append((char)(_random.Next(3) == 0 ? _random.Next(0xD800, 0xE000) : _random.Next(0x1_0000)));
    }

    /// <summary>A word of about 100 characters, the most that BERT takes apart, of one unit or two each.</summary>
    private void AppendLongWord(StringBuilder text)
    {
        var unit = _random.Next(3) == 0 ? "\U00010428" : Word();
        for (var left = _random.Next(8) == 0 ? 1_000 : _random.Next(96, 104); left > 0; left -= unit.EnumerateRunes().Count())
            text.Append(unit);
    }

    private string Word() => words[_random.Next(words.Count)];

    private string Bent(string word) => _random.Next(4) switch
    {
        0 => word.ToUpperInvariant(),
        1 => word + word,
        2 => word[..^1] + "'" + word[^1],
        _ => word,
    };
}
