namespace Likewise;

/// <summary>
/// What one prompt says, as far as rules can tell: its words, and the facts read from them. Made once, kept as compact arrays,
/// and compared by guards without another look at the text.
/// </summary>
/// <remarks>
/// A pure function of the prompt: no clock, no culture. Of a very long prompt only the beginning and the end are kept, where
/// questions stand.
/// </remarks>
internal sealed class PromptFeatures
{
    /// <summary>How many words are kept, half of them from the end where there are more.</summary>
    public const int WordsMax = 1024;

    /// <summary>More words tell a story, and what one says in passing decides nothing.</summary>
    private const int StoryMin = 41;

    private readonly Word[] _words;
    private readonly Mark[] _marks;
    private readonly ushort[] _content;

    private PromptFeatures(string prompt, Language language, Word[] words, Mark[] marks)
    {
        (Prompt, Language, _words, _marks) = (prompt, language, words, marks);
        _content = ContentOf(words);
    }

    /// <summary>The text that was read.</summary>
    public string Prompt { get; }

    /// <summary>What it is written in.</summary>
    public Language Language { get; }

    /// <summary>Its words, in their order.</summary>
    public ReadOnlySpan<Word> Words => _words;

    /// <summary>Which words say something, sorted by their stems.</summary>
    public ReadOnlySpan<ushort> Content => _content;

    /// <summary>All facts, in the order of <see cref="Mark.Compare"/>.</summary>
    public ReadOnlySpan<Mark> Marks => _marks;

    /// <summary>Whether it is so long that a single word decides nothing.</summary>
    public bool IsStory => _words.Length >= StoryMin;

    /// <summary>Whether it is one question, to be answered with yes or no.</summary>
    public bool IsYesOrNo => MarksOf(MarkKind.Question) is [{ Value: (int)QuestionKind.Whether }];

    public static PromptFeatures Of(string prompt)
    {
        var reading = Reading.Begin(prompt);
        WordReader.Read(reading);
        LanguageReader.Read(reading);

        // Each reader leaves alone what one before it has claimed.
        CodeReader.Read(reading);
        DateReader.Read(reading);
        NumberReader.Read(reading);
        FormatReader.Read(reading);
        NameReader.Read(reading);
        FillerReader.Read(reading);
        NegationReader.Read(reading);
        PoleReader.Read(reading);
        DirectionReader.Read(reading);
        SymmetryReader.Read(reading);
        PassiveReader.Read(reading);
        QuestionReader.Read(reading);
        MannerReader.Read(reading);
        RequestReader.Read(reading);

        var features = new PromptFeatures(prompt, reading.Language, reading.Words.ToArray(), reading.SortedMarks());
        reading.End();
        return features;
    }

    /// <summary>The facts of one kind.</summary>
    public ReadOnlySpan<Mark> MarksOf(MarkKind kind)
    {
        var first = 0;
        while (first < _marks.Length && _marks[first].Kind < kind)
            first++;
        var end = first;
        while (end < _marks.Length && _marks[end].Kind == kind)
            end++;
        return _marks.AsSpan(first, end - first);
    }

    /// <summary>Whether a word that says something has this stem.</summary>
    public bool Says(uint stem) => IndexOfStem(stem) >= 0;

    /// <summary>Whether any word has this stem.</summary>
    public bool HasStem(uint stem)
    {
        foreach (ref readonly var word in Words)
        {
            if (word.Stem == stem)
                return true;
        }

        return false;
    }

    /// <summary>A word that says something and has this stem; -1: none.</summary>
    public int IndexOfStem(uint stem)
    {
        var (low, high) = (0, _content.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var at = _words[_content[middle]].Stem;
            if (at == stem)
                return _content[middle];
            (low, high) = at < stem ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <summary>Where a fact stands in the prompt.</summary>
    public TextSpan SpanOf(in Mark mark)
    {
        var (first, last) = (_words[mark.First], _words[mark.First + mark.Count - 1]);
        return new TextSpan(first.Start, last.End - first.Start);
    }

    /// <summary>From the first of some words to the last.</summary>
    public TextSpan SpanOf(ReadOnlySpan<ushort> words) =>
        new(_words[words[0]].Start, _words[words[^1]].End - _words[words[0]].Start);

    private static ushort[] ContentOf(ReadOnlySpan<Word> words)
    {
        Span<ulong> byStem = stackalloc ulong[words.Length];
        var count = 0;
        for (var index = 0; index < words.Length; index++)
        {
            if (words[index].IsContent)
                byStem[count++] = ((ulong)words[index].Stem << 32) | (uint)index;
        }

        byStem[..count].Sort();
        var content = new ushort[count];
        for (var index = 0; index < count; index++)
            content[index] = (ushort)byStem[index];
        return content;
    }
}
