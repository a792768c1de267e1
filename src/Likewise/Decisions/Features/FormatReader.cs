namespace Likewise;

/// <summary>Reads what the answer is to look like, and the language, human or not, that it is to be written in.</summary>
internal static class FormatReader
{
    /// <summary>Classes of which one may go without saying: programming languages and systems, and who the reader is.</summary>
    public static readonly uint Program = Letters.HashOf("program"), Reader = Letters.HashOf("reader");

    private static readonly uint Tongue = Letters.HashOf("tongue");

    /// <summary>What the prompt itself is written in goes without saying.</summary>
    private static readonly uint[] Own =
        [.. new[] { "", "en", "de", "fr", "es", "pt", "it" }.Select(code => Letters.HashOf(code))];

    /// <summary>How many words may stand between <c>as</c> and <c>table</c>: as a nice short table.</summary>
    private const int GapMax = 3;

    private static readonly Lexicons<Entry> Formats = new("formats", Entry.Parse);

    public static void Read(Reading reading)
    {
        var table = Formats[reading.Language];
        for (var index = 0; index < reading.Words.Length; index++)
        {
            if (table.Match(reading, index, out var entry) is > 0 and var count && Counts(reading, index, count, entry)
                && !(entry.Class == Tongue && entry.Which == Own[(int)reading.Language]))
                reading.Note(MarkKind.Format, index, count, entry.Which, entry.Class);
        }
    }

    private static bool Counts(Reading reading, int first, int count, Entry entry)
    {
        var where = entry.Where;
        if (where == Place.Any)
            return true;
        if (entry.Class == Tongue)
            return first > 0 && reading.TextOf(first - 1) is "in" or "into" or "to" or "auf" or "en" or "em" or "ins";

        var isForm = reading.Is(first + count, "form") || reading.Is(first + count, "format");
        for (var index = first - 1; index >= 0 && index >= first - 1 - GapMax; index--)
        {
            switch (reading.TextOf(index))
            {
                case "as" or "like" or "into" or "als" or "comme" or "como" or "come":
                    return true;
                case "in" or "to" or "using" or "with" or "for" or "auf" or "en" or "em" or "für" or "pour" or "para" or "per":
                    return where == Place.After || isForm;
                case "a" or "an" or "one" or "the" or "valid" or "proper" or "short" or "simple" or "very" or "few" or "great"
                    or "more" or "single" or "ein" or "eine" or "einer" or "un" or "une" or "una" or "um" or "uma":
                    continue;
                default:
                    if (!reading.Words[index].Is(WordTraits.Digits))
                        return false;
                    continue;
            }
        }

        return false;
    }

    private enum Place : byte
    {
        Any,
        After,
        AfterAs,
    }

    private readonly record struct Entry(Place Where, uint Class, uint Which)
    {
        /// <summary>Reads <c>in markup json</c>.</summary>
        public static Entry Parse(string meaning)
        {
            var parts = meaning.Split(' ');
            var where = parts[0] switch { "in" => Place.After, "as" => Place.AfterAs, _ => Place.Any };
            return new Entry(where, Letters.HashOf(parts[1]), Letters.HashOf(parts[2]));
        }
    }
}
