namespace Likewise;

/// <summary>Reads quantities written in digits or words, with the unit or currency beside them.</summary>
internal static class NumberReader
{
    /// <summary>The key of an ordinal.</summary>
    public const uint Ordinal = 1;

    /// <summary>k, mn and bn belong to a number in digits, and are nothing without one.</summary>
    private const int AbbreviationMax = 3;

    private static readonly Lexicons<NumberWord> Words = new("numbers", NumberWord.Parse);

    private static readonly Lexicon<uint> Units = Lexicon<uint>.Load("any/units", meaning => Letters.HashOf(meaning));

    public static void Read(Reading reading)
    {
        for (var index = 0; index < reading.Words.Length;)
            index += Math.Max(1, ReadAt(reading, index));
    }

    /// <summary>Reads a number in words, an ordinal or not.</summary>
    public static bool TryWords(Reading reading, int first, out double value, out int count)
    {
        (value, count) = (0, 0);
        ReadWords(reading, first, ref value, ref count);
        return count > 0;
    }

    /// <summary>The rd of 3rd.</summary>
    public static bool IsOrdinalEnding(Reading reading, int word) =>
        (uint)word < (uint)reading.Words.Length && reading.Words[word].Is(WordTraits.Joined)
        && reading.TextOf(word) is "st" or "nd" or "rd" or "th" or "er" or "ère" or "ème" or "e" or "º" or "ª" or "°";

    /// <returns>How many words were read.</returns>
    private static int ReadAt(Reading reading, int first)
    {
        var word = reading.Words[first];
        if (word.Is(WordTraits.Claimed | WordTraits.Code))
            return 0;

        var (value, count) = (0.0, 0);
        if (word.Is(WordTraits.Digits))
        {
            count = 1;
            if (!NumberText.TryParse(reading.TextOf(first), reading.Language, out value))
            {
                reading.Claim(MarkKind.Number, first, count, 0, word.Hash); // A ratio, a score: it is what it reads.
                return count;
            }
        }

        var isOrdinal = ReadWords(reading, first, ref value, ref count);
        if (count == 0 && IsOne(reading, first))
            (value, count) = (1, 1);
        if (count > 0)
            Claim(reading, first, count, value, isOrdinal);
        return count;
    }

    /// <summary>One hour, one out of five; a one: anything else may be a pronoun.</summary>
    private static bool IsOne(Reading reading, int word) =>
        reading.Is(word, "one") && word + 1 < reading.Words.Length
        && (Units.Match(reading, word + 1, out _) > 0 || reading.Words[word + 1].Is(WordTraits.Joined)
            || (reading.Is(word + 1, "out") && reading.Is(word + 2, "of"))
            || (reading.Is(word + 1, "of") && word + 2 < reading.Words.Length && reading.Words[word + 2].Is(WordTraits.Digits)));

    /// <summary>Adds the number, with the unit behind it or the currency before it.</summary>
    private static void Claim(Reading reading, int first, int count, double value, bool isOrdinal)
    {
        var key = isOrdinal ? Ordinal : 0;
        if (!isOrdinal && Units.Match(reading, first + count, out var unit) is > 0 and var length
            && !reading.Words[first + count].Is(WordTraits.Claimed))
            (key, count) = (unit, count + length);
        else if (first > 0 && reading.Words[first - 1].Is(WordTraits.Sign) && !reading.Words[first - 1].Is(WordTraits.Claimed)
            && Units.TryFind(reading.TextOf(first - 1), out unit))
            (key, first, count) = (unit, first - 1, count + 1);

        reading.Claim(MarkKind.Number, first, count, value, key);
    }

    /// <summary>Reads number words, those that go on from digits included: 3 million.</summary>
    /// <returns>Whether it became an ordinal.</returns>
    private static bool ReadWords(Reading reading, int first, ref double value, ref int count)
    {
        var hasDigits = count > 0;
        if (hasDigits && IsOrdinalEnding(reading, first + 1))
        {
            count++;
            return true;
        }

        var table = Words[reading.Language];
        var (sum, part) = (0.0, value);
        while (table.Match(reading, first + count, out var word) is > 0 and var length
            && !reading.Words[first + count].Is(WordTraits.Claimed | WordTraits.Digits | WordTraits.Code))
        {
            var isAbbreviation = word.Kind == NumberWordKind.Multiplier
                && reading.TextOf(first + count).Length <= AbbreviationMax;
            if (hasDigits ? word.Kind != NumberWordKind.Multiplier : isAbbreviation)
                break;
            if (!word.TryAddTo(ref sum, ref part, isFirst: count == 0))
                break;

            count += length;
            value = sum + part;
            if (word.Kind == NumberWordKind.Ordinal)
                return true;
            if (part >= 100 && reading.Is(first + count, "and") && table.Match(reading, first + count + 1, out var next) > 0
                && next.Kind == NumberWordKind.Value)
                count++; // One hundred and five.
        }

        return false;
    }
}
