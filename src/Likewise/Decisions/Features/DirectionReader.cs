namespace Likewise;

/// <summary>
/// Reads what comes first and what second: from and to, before and after, rather than. What follows the word is sure, what stands
/// before it is a guess.
/// </summary>
internal static class DirectionReader
{
    /// <summary>What a fact of this kind is worth that can be relied upon; a guess is worth 1.</summary>
    public const int Sure = 2;

    /// <summary>A name of a place or a thing has hardly more words.</summary>
    private const int NameMax = 3;

    private const int ClauseMax = 8;
    private static readonly Lexicons<DirectionWord> Words = new("direction", DirectionWord.Parse);

    /// <summary>Of which kind of order a fact speaks; the rest of its key is the word.</summary>
    public static DirectionFamily FamilyOf(in Mark mark) => (DirectionFamily)(mark.Key & 3);

    public static void Read(Reading reading)
    {
        var table = Words[reading.Language];
        for (var index = 0; index < reading.Words.Length;)
        {
            var count = table.Match(reading, index, out var word);
            if (count > 0 && word.Family != DirectionFamily.None && !IsDuration(reading, index, count)
                && ReadAfter(reading, index + count, word))
                ReadBefore(reading, index - 1, word);
            index += Math.Max(1, count);
        }
    }

    /// <summary>How long before, after how many days.</summary>
    private static bool IsDuration(Reading reading, int first, int count) =>
        reading.Is(first - 1, "long") || reading.Is(first + count, "how");

    /// <returns>Whether there was something.</returns>
    private static bool ReadAfter(Reading reading, int first, DirectionWord word)
    {
        var isName = word.Family != DirectionFamily.Time;
        var found = 0;
        for (var index = first; index < reading.Words.Length && index - first < ClauseMax; index++)
        {
            ref readonly var at = ref reading.Words[index];
            var isEnd = isName && (found == NameMax || (!at.IsContent && (found > 0 || index - first >= 2)));
            if (isEnd || at.Is(WordTraits.SentenceStart) || (found > 0 && IsAfterComma(reading, index)))
                break;
            if (!at.IsContent || at.Is(WordTraits.Joined))
                continue;

            Note(reading, index, word.Family, word.Side * (IsSure(at, word, found == 0) ? Sure : 1));
            found++;
        }

        return found > 0;
    }

    /// <summary>After to may stand a verb, unless it is a name or a number.</summary>
    private static bool IsSure(in Word word, DirectionWord direction, bool isFirst) => direction switch
    {
        { Family: DirectionFamily.Place, Side: > 0 } => word.Is(WordTraits.Capitalised | WordTraits.Digits),
        { Family: DirectionFamily.Place } => true,
        _ => isFirst && direction.Family == DirectionFamily.Time,
    };

    private static bool IsAfterComma(Reading reading, int word) =>
        reading.Prompt.AsSpan(reading.Words[word - 1].End, Math.Max(0, reading.Words[word].Start - reading.Words[word - 1].End))
            .Contains(',');

    private static void ReadBefore(Reading reading, int last, DirectionWord word)
    {
        if (word is { Family: DirectionFamily.Place, Side: < 0 })
            return; // Flights from Rome: what stands before goes nowhere.

        var isName = word.Family != DirectionFamily.Time;
        for (var index = last; index >= 0 && last - index < (isName ? NameMax : ClauseMax); index--)
        {
            ref readonly var at = ref reading.Words[index];
            if (at.IsContent)
                Note(reading, index, word.Family, -word.Side);
            if ((isName && !at.IsContent) || at.Is(WordTraits.SentenceStart))
                return;
        }
    }

    private static void Note(Reading reading, int word, DirectionFamily family, double value) =>
        reading.Note(MarkKind.Direction, word, 1, value, (reading.Words[word].Stem & ~3u) | (uint)family);
}
