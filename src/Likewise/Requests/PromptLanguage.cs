using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;

namespace Likewise;

/// <summary>
/// Tells the language of a prompt from its script, and among six languages in Latin script from their function words. It prefers
/// saying nothing to guessing: a few key words without grammar are <see cref="Unknown"/>.
/// </summary>
public static class PromptLanguage
{
    /// <summary>The language cannot be told. As in BCP 47.</summary>
    public const string Unknown = "und";

    /// <summary>How much of a prompt is looked at, in UTF-16 characters.</summary>
    private const int CharsRead = 512;

    private const int WordCharsMax = 16;

    /// <summary>Every language that is told apart, by its ISO 639-1 code, and <see cref="Unknown"/>.</summary>
    public static IReadOnlySet<string> Known { get; } =
        FunctionWords.Languages.Concat(["zh", "ja", "ko", "ru", "el", "ar", "he", "hi", "th", Unknown]).ToFrozenSet();

    /// <summary>The language of a prompt. Allocates nothing.</summary>
    /// <param name="prompt">Any text; its first 512 characters are looked at.</param>
    /// <returns>
    /// One of <see cref="Known"/>. Of a script that several languages share it is the most spoken one: all Cyrillic is
    /// <c>ru</c>, all Arabic script <c>ar</c>, Devanagari <c>hi</c>.
    /// </returns>
    public static string Of(ReadOnlySpan<char> prompt)
    {
        var text = prompt[..Math.Min(prompt.Length, CharsRead)];
        return OfScript(text) ?? OfWords(text);
    }

    /// <summary>The script of most letters; null where it is Latin or there are none. Kana decide for Japanese at once.</summary>
    private static string? OfScript(ReadOnlySpan<char> text)
    {
        var (latin, other) = (0, 0);
        string? first = null;
        foreach (var letter in text)
        {
            if (char.IsAsciiLetter(letter) || letter is >= '\u00C0' and < '\u0250')
                latin++;
            else if (ScriptOf(letter) is { } language)
            {
                if (language == "ja")
                    return language;
                first ??= language;
                other++;
            }
        }

        return other > latin / 2 ? first : null; // An ideograph says as much as a few letters.
    }

    private static string? ScriptOf(char letter) => letter switch
    {
        >= '\u3040' and <= '\u30FF' => "ja",
        >= '\u3400' and <= '\u9FFF' => "zh",
        >= '\uAC00' and <= '\uD7A3' or >= '\u1100' and <= '\u11FF' => "ko",
        >= '\u0400' and <= '\u052F' => "ru",
        >= '\u0370' and <= '\u03FF' => "el",
        >= '\u0600' and <= '\u06FF' => "ar",
        >= '\u0590' and <= '\u05FF' => "he",
        >= '\u0900' and <= '\u097F' => "hi",
        >= '\u0E00' and <= '\u0E7F' => "th",
        _ => null,
    };

    private static string OfWords(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[FunctionWords.Languages.Count];
        counts.Clear();
        Span<char> word = stackalloc char[WordCharsMax];
        while (NextWord(ref text, out var found))
        {
            if (found.Length > WordCharsMax)
                continue;

            var length = found.ToLowerInvariant(word);
            for (var languages = FunctionWords.LanguagesOf(word[..length]); languages != 0; languages &= languages - 1)
                counts[BitOperations.TrailingZeroCount(languages)]++;
        }

        return Winner(counts);
    }

    /// <summary>The one language with the most words; nobody where two have as many, or none has any.</summary>
    private static string Winner(ReadOnlySpan<int> counts)
    {
        var best = 0;
        for (var language = 1; language < counts.Length; language++)
        {
            if (counts[language] > counts[best])
                best = language;
        }

        return counts[best] > 0 && counts.Count(counts[best]) == 1 ? FunctionWords.Languages[best] : Unknown;
    }

    private static bool NextWord(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> word)
    {
        var start = 0;
        while (start < text.Length && !IsOfWord(text[start]))
            start++;
        var end = start;
        while (end < text.Length && IsOfWord(text[end]))
            end++;
        word = text[start..end];
        text = text[end..];
        return word.Length > 0;
    }

    private static bool IsOfWord(char letter) =>
        char.IsLetter(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;
}
