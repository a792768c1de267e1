namespace Likewise;

/// <summary>Reads words that have an opposite.</summary>
internal static class PoleReader
{
    private static readonly Lexicons<string> Polarity = new("polarity", side => side);
    private static readonly Lexicons<string> Quantity = new("quantity", side => side);
    private static readonly Lexicons<string> Classes = new("classes", members => members);

    private static readonly PoleTable?[] Tables = new PoleTable?[Enum.GetValues<Language>().Length];

    public static void Read(Reading reading)
    {
        var language = reading.Language;
        var table = Tables[(int)language] ??= new PoleTable(Polarity[language], Quantity[language], Classes[language]);
        for (var index = 0; index < reading.Words.Length;)
        {
            var count = table.Match(reading.Words, index, out var poles);
            if (count > 0 && !reading.Words[index].Is(WordTraits.Code | WordTraits.Quoted))
                Note(reading, index, count, poles);
            index += Math.Max(1, count);
        }
    }

    private static void Note(Reading reading, int first, int count, ReadOnlySpan<Pole> poles)
    {
        // Which of two is faster and which is slower is one question, how old and how young another.
        if (count == 1 && (reading.Is(first + 1, "than") || reading.Is(first - 1, "how")))
            return;

        foreach (var pole in poles)
            reading.Note(pole.Kind, first, count, pole.Side, pole.Axis);
    }
}
