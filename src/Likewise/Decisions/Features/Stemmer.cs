using System.Buffers;

namespace Likewise;

/// <summary>
/// A light stem: plural, -ing and -ed forms of a word meet, and forms that no rule makes are looked up. It is made for English
/// and harmless elsewhere. Words that only look related may meet too; a guard that compares stems takes that as agreement.
/// </summary>
/// <remarks>
/// Our own rules, in the spirit of Harman's S-stemmer ("How effective is suffixing?", 1991): few, and none that changes a word of
/// three letters.
/// </remarks>
internal static class Stemmer
{
    private const int LengthMax = 64;

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    private static readonly Lexicon<string> Irregular = Lexicon<string>.Load("en/irregular", meaning => meaning);

    /// <summary>The hash of a word's stem, diacritics left out.</summary>
    /// <param name="word">In lower case.</param>
    public static uint HashOf(ReadOnlySpan<char> word)
    {
        if (word.Length > LengthMax)
            return Letters.HashOf(word);
        if (Irregular.TryFind(word, out var regular))
            word = regular;

        Span<char> stem = stackalloc char[LengthMax + 1];
        for (var index = 0; index < word.Length; index++)
            stem[index] = Letters.ToBare(word[index]);
        return Letters.HashOf(stem[..Cut(stem, word.Length)]);
    }

    /// <returns>The length of the stem, which is left at the front.</returns>
    private static int Cut(Span<char> word, int length)
    {
        if (length <= 3 || !char.IsAsciiLetterLower(word[length - 1]))
            return length;

        length = CutPlural(word, length);
        length = CutEnding(word, length, "ing");
        length = CutEnding(word, length, "ed");
        return length > 3 && word[length - 1] == 'e' ? length - 1 : length;
    }

    private static int CutPlural(Span<char> word, int length)
    {
        var text = word[..length];
        if (text.EndsWith("ies") && length > 4)
        {
            word[length - 3] = 'y';
            return length - 2;
        }

        if (text.EndsWith("sses") || text.EndsWith("xes") || text.EndsWith("ches") || text.EndsWith("shes"))
            return length - 2;
        return word[length - 1] == 's' && word[length - 2] is not ('s' or 'u' or 'i') ? length - 1 : length;
    }

    /// <summary>Cuts -ing or -ed, where a vowel is left before it; running becomes run, making and make both mak.</summary>
    private static int CutEnding(Span<char> word, int length, string ending)
    {
        var left = length - ending.Length;
        if (left < 2 || !word[..length].EndsWith(ending) || !word[..left].ContainsAny(Vowels))
            return length;

        if (left == 2)
        {
            word[left] = 'e'; // using, used: the e of use is not the ending's.
            return left + 1;
        }

        if (word[left - 1] == 'i' && ending == "ed")
        {
            word[left - 1] = 'y'; // tried
            return left;
        }

        var isDoubled = word[left - 1] == word[left - 2] && word[left - 1] is not ('l' or 's' or 'z' or 'e' or 'o');
        return isDoubled ? left - 1 : left;
    }
}
