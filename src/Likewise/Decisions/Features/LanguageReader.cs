namespace Likewise;

/// <summary>Tells the language of a prompt by its small words, and which of its words those are.</summary>
internal static class LanguageReader
{
    /// <summary>Keys of what a prompt is written in: its letters, its language.</summary>
    public const uint ScriptKey = 1, LanguageKey = 2;

    /// <summary>A word that only one language has tells more than one that several share.</summary>
    private const int OwnWeight = 4;

    private static readonly Language[] Known = Enum.GetValues<Language>()[1..];

    private static readonly WordFilter Filter = new();

    private static readonly Dictionary<string, WordTraits[]> Table = Load();

    private static readonly Dictionary<string, WordTraits[]>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Table.GetAlternateLookup<ReadOnlySpan<char>>();

    public static void Read(Reading reading)
    {
        Span<int> votes = stackalloc int[Known.Length + 1];
        for (var index = 0; index < reading.Words.Length; index++)
        {
            if (!Filter.MayHave(reading.Words[index]) || !BySpan.TryGetValue(reading.TextOf(index), out var traits))
                continue;

            var languages = traits.Length - traits.AsSpan().Count(WordTraits.None);
            foreach (var language in Known)
                votes[(int)language] += traits[(int)language] == WordTraits.None ? 0 : languages == 1 ? OwnWeight : 1;
        }

        var best = Language.English; // Where votes are equal.
        foreach (var language in Known)
            best = votes[(int)language] > votes[(int)best] ? language : best;
        reading.Language = votes[(int)best] > 0 ? best : Language.Unknown;
        NoteTongue(reading, votes, best);

        for (var index = 0; index < reading.Words.Length; index++)
        {
            if (Filter.MayHave(reading.Words[index]) && BySpan.TryGetValue(reading.TextOf(index), out var traits))
                reading.Tag(index, 1, traits[(int)best]);
        }
    }

    /// <summary>The language becomes a fact where one own word and two others tell it, and no other comes near.</summary>
    private static void NoteTongue(Reading reading, ReadOnlySpan<int> votes, Language best)
    {
        if (reading.Words.Length == 0)
            return;

        var second = 0;
        foreach (var language in Known)
            second = language == best ? second : Math.Max(second, votes[(int)language]);
        var script = Script.Of(reading.Prompt);
        if (script != Script.Mixed)
            reading.Note(MarkKind.Tongue, 0, reading.Words.Length, script, ScriptKey);
        if (script == Script.Latin && votes[(int)best] >= OwnWeight + 2 && votes[(int)best] >= 2 * second)
            reading.Note(MarkKind.Tongue, 0, reading.Words.Length, (int)best, LanguageKey);
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
                    Filter.Add(word);
                }
            }
        }

        return table;
    }
}
