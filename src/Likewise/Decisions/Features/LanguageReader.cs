namespace Likewise;

/// <summary>Tells the language of a prompt by its small words, and which of its words those are.</summary>
internal static class LanguageReader
{
    /// <summary>A word that only one language has tells more than one that several share.</summary>
    private const int OwnWeight = 4;

    private static readonly Language[] Known = Enum.GetValues<Language>()[1..];

    private static readonly Dictionary<string, WordTraits[]> Table = Load();

    private static readonly Dictionary<string, WordTraits[]>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Table.GetAlternateLookup<ReadOnlySpan<char>>();

    public static void Read(Reading reading)
    {
        Span<int> votes = stackalloc int[Known.Length + 1];
        for (var index = 0; index < reading.Words.Length; index++)
        {
            if (!BySpan.TryGetValue(reading.TextOf(index), out var traits))
                continue;

            var languages = traits.Length - traits.AsSpan().Count(WordTraits.None);
            foreach (var language in Known)
                votes[(int)language] += traits[(int)language] == WordTraits.None ? 0 : languages == 1 ? OwnWeight : 1;
        }

        var best = Language.English; // Where votes are equal.
        foreach (var language in Known)
            best = votes[(int)language] > votes[(int)best] ? language : best;
        reading.Language = votes[(int)best] > 0 ? best : Language.Unknown;

        for (var index = 0; index < reading.Words.Length; index++)
        {
            if (BySpan.TryGetValue(reading.TextOf(index), out var traits))
                reading.Tag(index, 1, traits[(int)best]);
        }
    }

    private static Dictionary<string, WordTraits[]> Load()
    {
        var table = new Dictionary<string, WordTraits[]>(StringComparer.Ordinal);
        var kinds = new (Lexicons<WordTraits> Words, WordTraits Traits)[]
        {
            (new("stop", _ => default), WordTraits.StopWord),
            (new("auxiliary", _ => default), WordTraits.StopWord | WordTraits.Auxiliary),
            (new("question", _ => default), WordTraits.StopWord | WordTraits.QuestionWord),
        };
        foreach (var language in Known)
        {
            foreach (var (words, traits) in kinds)
            {
                foreach (var (word, _) in words[language].Entries)
                {
                    if (!table.TryGetValue(word, out var row))
                        table.Add(word, row = new WordTraits[Known.Length + 1]);
                    row[(int)language] |= traits;
                }
            }
        }

        return table;
    }
}
