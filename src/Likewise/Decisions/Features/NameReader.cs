using System.Collections.Frozen;

namespace Likewise;

/// <summary>
/// Reads names: what is known as one, stands in quotation marks or in capitals, or is a word that is not common.
/// </summary>
/// <remarks>
/// Where most words have a capital, or none has, capitals say nothing and only known names and rare words are left. German gives
/// one to every noun.
/// </remarks>
internal static class NameReader
{
    private static readonly Lexicon<uint> Known = Load();

    private static readonly Lexicon<bool> Endings = Lexicon<bool>.Load("en/derived", _ => true);

    private static readonly string[] Prefixes =
        ["un", "in", "im", "re", "dis", "mis", "over", "under", "non", "pre", "out", "up"];

    private static readonly uint UnitedStates = Letters.HashOf("united states");

    private static readonly FrozenSet<uint> Common = Lexicon<bool>.Load("en/common", _ => true).Entries
        .Select(entry => Stemmer.HashOf(entry.Key)).ToFrozenSet();

    public static void Read(Reading reading)
    {
        var capitalsTell = CapitalsTell(reading);
        for (var index = 0; index < reading.Words.Length;)
        {
            var count = 1;
            if (Known.Match(reading, index, out var key) is > 0 and var length)
            {
                count = length;
                reading.Note(MarkKind.Name, index, count, (double)NameLevel.Sure, key);
            }
            else if (LevelOf(reading, index, capitalsTell) is { } level)
            {
                var isUs = level == NameLevel.Sure && reading.Is(index, "us");
                reading.Note(MarkKind.Name, index, 1, (double)level, isUs ? UnitedStates : reading.Words[index].Hash);
            }

            index += count;
        }
    }

    private static NameLevel? LevelOf(Reading reading, int index, bool capitalsTell)
    {
        var word = reading.Words[index];
        if (word.Opened > 0 || word.Is(WordTraits.Claimed | WordTraits.Sign | WordTraits.Digits))
            return null;
        if (word.Is(WordTraits.AllCaps) && capitalsTell)
            return NameLevel.Sure; // US and IT are not us and it.
        if (word.Is(WordTraits.StopWord))
            return null;

        if (word.Is(WordTraits.Quoted) || reading.TextOf(index).IndexOfAnyInRange('0', '9') >= 0)
            return NameLevel.Sure;
        if (word.Is(WordTraits.Capitalised) && !word.Is(WordTraits.SentenceStart) && capitalsTell)
            return IsUncommon(reading, index) || HasCapitalBeside(reading, index) ? NameLevel.Sure : NameLevel.Capital;
        if (word.Is(WordTraits.Capitalised) && !word.Is(WordTraits.SentenceStart) && reading.Language == Language.German)
            return NameLevel.Capital;
        return reading.Language is Language.English or Language.Unknown
            && IsUncommon(reading, index) && !IsMadeOfCommon(reading.TextOf(index)) ? NameLevel.Rare : null;
    }

    private static bool IsUncommon(Reading reading, int index)
    {
        var text = reading.TextOf(index);
        return text.Length >= 3 && text.IndexOfAnyExceptInRange('a', 'z') < 0 && !Common.Contains(reading.Words[index].Stem);
    }

    /// <summary>Mary Young, Kelly Bell: beside another capital a common word is part of a name.</summary>
    private static bool HasCapitalBeside(Reading reading, int index) =>
        IsCapital(reading, index - 1) || IsCapital(reading, index + 1);

    private static bool IsCapital(Reading reading, int index) =>
        (uint)index < (uint)reading.Words.Length && reading.Words[index].Is(WordTraits.Capitalised)
        && !reading.Words[index].Is(WordTraits.SentenceStart | WordTraits.StopWord);

    /// <summary>A common word with something before or behind it: unhappy, largest, quickly, readable.</summary>
    private static bool IsMadeOfCommon(ReadOnlySpan<char> text)
    {
        foreach (var prefix in Prefixes)
        {
            if (text.StartsWith(prefix) && text.Length >= prefix.Length + 4
                && Common.Contains(Stemmer.HashOf(text[prefix.Length..])))
                return true;
        }

        for (var length = 1; length <= 5 && text.Length - length >= 3; length++)
        {
            if (Endings.Has(text[^length..]) && IsCommonRoot(text[..^length]))
                return true;
        }

        return false;
    }

    /// <summary>Perhaps without its last letter: easiest, largest, runner.</summary>
    private static bool IsCommonRoot(ReadOnlySpan<char> root)
    {
        if (Common.Contains(Stemmer.HashOf(root)))
            return true;
        Span<char> other = stackalloc char[root.Length + 1];
        root.CopyTo(other);
        other[^1] = 'e';
        if (Common.Contains(Stemmer.HashOf(other)))
            return true;
        other[^2] = root[^1] == 'i' ? 'y' : root[^1];
        return Common.Contains(Stemmer.HashOf(root[^1] == root[^2] ? root[..^1] : other[..^1]));
    }

    private static bool CapitalsTell(Reading reading)
    {
        if (reading.Language == Language.German)
            return false;

        var (capitals, letters) = (0, 0);
        foreach (var word in reading.Words)
        {
            if (word.Is(WordTraits.SentenceStart | WordTraits.Digits | WordTraits.Sign | WordTraits.Code))
                continue;
            letters++;
            capitals += word.Is(WordTraits.Capitalised) ? 1 : 0;
        }

        return capitals > 0 && 2 * capitals <= letters + 1;
    }

    private static Lexicon<uint> Load() =>
        Lexicon<uint>.Load("any/names", (word, meaning) => Letters.HashOf(meaning.Length > 0 ? meaning : word));
}
