namespace Likewise;

/// <summary>Reads weekdays, months with their days, times of day, and what is counted from today.</summary>
internal static class DateReader
{
    private const int HalfDay = 12 * 60;

    private static readonly Lexicons<DateWord> Dates = new("dates", DateWord.Parse);

    public static void Read(Reading reading)
    {
        var table = Dates[reading.Language];
        for (var index = 0; index < reading.Words.Length;)
        {
            var count = ReadClock(reading, index);
            if (count == 0 && !reading.Words[index].Is(WordTraits.Claimed | WordTraits.Code))
            {
                count = table.Match(reading, index, out var date);
                if (count > 0 && !(date.Kind == DateKind.Month && !ReadMonth(reading, index)))
                    Claim(reading, date.Kind, index, count, date.Value);
            }

            index += Math.Max(1, count);
        }
    }

    private static void Claim(Reading reading, DateKind kind, int first, int count, int value) =>
        reading.Claim(MarkKind.Date, first, count, value, (uint)kind);

    /// <summary>10:30, 5 pm, six o'clock.</summary>
    private static int ReadClock(Reading reading, int first)
    {
        if (!TryHour(reading, first, out var minutes, out var isClock))
            return 0;

        var count = 1;
        if (reading.Is(first + 1, "o") && reading.Is(first + 2, "clock"))
            (isClock, count) = (true, 3);
        if (HalfAt(reading, first + count) is { } half)
        {
            Claim(reading, DateKind.Half, first, ++count, half);
            isClock = true;
        }
        else if (isClock && minutes >= HalfDay)
            Claim(reading, DateKind.Half, first, count, 1);

        if (isClock)
            Claim(reading, DateKind.Clock, first, count, minutes % HalfDay);
        return isClock ? count : 0;
    }

    private static int? HalfAt(Reading reading, int word)
    {
        if (word >= reading.Words.Length)
            return null;
        return reading.TextOf(word) switch
        {
            "am" or "a.m." or "a.m" => 0,
            "pm" or "p.m." or "p.m" => 1,
            _ => null,
        };
    }

    private static bool TryHour(Reading reading, int word, out int minutes, out bool isClock)
    {
        (minutes, isClock) = (0, false);
        var at = reading.Words[word];
        if (at.Is(WordTraits.Claimed | WordTraits.Code))
            return false;

        var text = reading.TextOf(word);
        if (!at.Is(WordTraits.Digits))
        {
            minutes = 60 * SmallNumber(reading, word, out _);
            return minutes is > 0 and <= HalfDay;
        }

        var colon = text.IndexOf(':');
        isClock = colon > 0;
        if (!int.TryParse(isClock ? text[..colon] : text, out var hour) || hour > 24)
            return false;
        var minute = 0;
        if (isClock && (!int.TryParse(text[(colon + 1)..], out minute) || minute > 59 || text.Length - colon != 3))
            return false;
        minutes = (60 * hour) + minute;
        return true;
    }

    /// <summary>Reads the day beside a month: May 5, the 5th of May.</summary>
    /// <returns>Whether the word is a month at all: may and march are other things, too.</returns>
    private static bool ReadMonth(Reading reading, int month)
    {
        var hasDay = ReadMonthDay(reading, month + 1) || ReadMonthDay(reading, month - 1)
            || (month >= 2 && reading.Is(month - 1, "of") && ReadMonthDay(reading, month - 2));
        if (hasDay || reading.TextOf(month) is not ("may" or "march" or "mars"))
            return true;
        return month > 0 && reading.TextOf(month - 1) is "in" or "of" or "since" or "until" or "by" or "last" or "next" or "this"
            or "early" or "late" or "mid" or "before" or "after" or "during" or "from" or "for" or "en" or "depuis" or "fin";
    }

    private static bool ReadMonthDay(Reading reading, int word)
    {
        if ((uint)word >= (uint)reading.Words.Length || reading.Words[word].Is(WordTraits.Claimed | WordTraits.Code))
            return false;

        // The 5th is two words: the one before the ending counts.
        if (NumberReader.IsOrdinalEnding(reading, word) && word > 0 && reading.Words[word - 1].Is(WordTraits.Digits))
            word--;
        var isDay = int.TryParse(reading.TextOf(word), out var day) && reading.Words[word].Is(WordTraits.Digits);
        var count = isDay && NumberReader.IsOrdinalEnding(reading, word + 1) ? 2 : 1;
        if (!isDay)
            day = SmallNumber(reading, word, out count);
        if (day is < 1 or > 31)
            return false;

        Claim(reading, DateKind.MonthDay, word, count, day);
        return true;
    }

    /// <summary>A number below a hundred in words, an ordinal or not; 0 where there is none.</summary>
    private static int SmallNumber(Reading reading, int first, out int count) =>
        NumberReader.TryWords(reading, first, out var value, out count) && value is > 0 and < 100 ? (int)value : 0;
}
