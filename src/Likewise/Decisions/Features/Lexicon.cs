using System.Diagnostics.CodeAnalysis;

namespace Likewise;

/// <summary>What the words and phrases of one table mean. Read once from a text file in this assembly.</summary>
/// <remarks>
/// A line is <c>word</c> or <c>word = meaning</c>, in lower case; a phrase has single spaces. A line that begins with # is a
/// comment.
/// </remarks>
internal sealed class Lexicon<T>
{
    private readonly Dictionary<string, T> _meanings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _phraseStarts;
    private readonly WordFilter _firstWords = new();

    private Lexicon(IEnumerable<string> lines, Func<string, string, T> parse)
    {
        var starts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            _meanings.Add(parts[0], parse(parts[0], parts.Length == 2 ? parts[1] : ""));
            var words = parts[0].Split(' ');
            WordsMax = Math.Max(WordsMax, words.Length);
            _firstWords.Add(words[0]);
            if (words.Length > 1)
                starts.Add(words[0]);
        }

        _bySpan = _meanings.GetAlternateLookup<ReadOnlySpan<char>>();
        _phraseStarts = starts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The most words that an entry has; 0 where the table is empty.</summary>
    public int WordsMax { get; }

    public IEnumerable<KeyValuePair<string, T>> Entries => _meanings;

    /// <param name="table">The file, below <c>Lexicons</c> and without its ending: <c>en/numbers</c>.</param>
    /// <param name="parse">Reads a meaning; it is empty where the line has none.</param>
    /// <returns>The table; an empty one where a language has none for a concept.</returns>
    public static Lexicon<T> Load(string table, Func<string, T> parse) => Load(table, (_, meaning) => parse(meaning));

    /// <inheritdoc cref="Load(string, Func{string, T})"/>
    /// <remarks>The word is given to what reads its meaning.</remarks>
    public static Lexicon<T> Load(string table, Func<string, string, T> parse) => new(LexiconFile.Lines(table), parse);

    public bool TryFind(ReadOnlySpan<char> word, [MaybeNullWhen(false)] out T meaning) =>
        _bySpan.TryGetValue(word, out meaning!);

    public bool Has(ReadOnlySpan<char> word) => _bySpan.ContainsKey(word);

    /// <summary>Finds the longest entry that begins at a word.</summary>
    /// <param name="reading">The prompt.</param>
    /// <param name="first">The word.</param>
    /// <param name="meaning">What the entry means.</param>
    /// <returns>How many words the entry has; 0 where none begins there.</returns>
    public int Match(Reading reading, int first, out T? meaning)
    {
        meaning = default;
        var words = reading.Words;
        if (first >= words.Length || !_firstWords.MayHave(words[first]))
            return 0;

        var text = reading.TextOf(first);
        if (WordsMax > 1 && _phraseStarts.Contains(text))
        {
            Span<char> phrase = stackalloc char[64];
            for (var count = Math.Min(WordsMax, words.Length - first); count > 1; count--)
            {
                var length = Join(reading, first, count, phrase);
                if (length > 0 && TryFind(phrase[..length], out meaning))
                    return count;
            }
        }

        return TryFind(text, out meaning) ? 1 : 0;
    }

    /// <returns>The length; 0 where it is longer than any phrase.</returns>
    private static int Join(Reading reading, int first, int count, Span<char> phrase)
    {
        var length = 0;
        for (var index = first; index < first + count; index++)
        {
            var text = reading.TextOf(index);
            if (length + 1 + text.Length > phrase.Length)
                return 0;
            if (length > 0)
                phrase[length++] = ' ';
            text.CopyTo(phrase[length..]);
            length += text.Length;
        }

        return length;
    }
}
