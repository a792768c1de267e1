namespace Likewise;

/// <summary>What one of two prompts has that the other lacks, counted by kind of word.</summary>
internal ref struct WordsApart
{
    /// <summary>Where most words begin with a capital, a capital says nothing.</summary>
    private const double CapitalsMax = 0.6;

    /// <summary>So many of the words that the other lacks are kept to be looked at one by one.</summary>
    private const int KeptMax = 8;

    private readonly Span<int> _kept;

    /// <param name="own">The prompt.</param>
    /// <param name="others">The stems of the other prompt.</param>
    /// <param name="kept">Room for <see cref="KeptMax"/> indexes of words.</param>
    private WordsApart(PromptFeatures own, StemSet others, Span<int> kept)
    {
        _kept = kept;
        var hasNames = HasNames(own.Words);
        for (var index = 0; index < own.Words.Length; index++)
        {
            ref readonly var word = ref own.Words[index];
            if (word.Is(WordTraits.Sign))
                continue;

            var isContent = IsContent(word);
            var isShared = others.Contains(word.Stem);
            All++;
            Content += isContent ? 1 : 0;
            Shared += isShared ? 1 : 0;
            SharedContent += isShared && isContent ? 1 : 0;
            if (!isShared)
                CountOnly(index, word, isContent, hasNames && !word.Is(WordTraits.SentenceStart));
        }
    }

    public static int Room => KeptMax;

    /// <summary>All words.</summary>
    public int All { get; }

    /// <summary>Those that say something by themselves.</summary>
    public int Content { get; }

    /// <summary>Words that both have.</summary>
    public int Shared { get; }

    public int SharedContent { get; }

    /// <summary>Words of content that only this prompt has, numbers and code included.</summary>
    public int OnlyContent { get; private set; }

    public int OnlyNames { get; private set; }

    public int OnlyNumbers { get; private set; }

    public int OnlyCode { get; private set; }

    /// <summary>Letters of the longest word of content that only this prompt has; long words are rare words.</summary>
    public int LongestOnly { get; private set; }

    /// <summary>The first words of content that only this prompt has, numbers and code left out.</summary>
    public ReadOnlySpan<int> OnlyPlain => _kept[..PlainCount];

    private int PlainCount { get; set; }

    public static WordsApart Of(PromptFeatures own, StemSet others, Span<int> kept) => new(own, others, kept);

    /// <summary>Whether a word says something by itself.</summary>
    public static bool IsContent(in Word word) =>
        !word.Is(WordTraits.StopWord | WordTraits.Auxiliary | WordTraits.QuestionWord | WordTraits.Sign);

    private void CountOnly(int index, in Word word, bool isContent, bool mayBeName)
    {
        if (!isContent)
            return;

        OnlyContent++;
        LongestOnly = Math.Max(LongestOnly, word.Length);
        var (isNumber, isCode) = (word.Is(WordTraits.Digits), word.Is(WordTraits.Code));
        OnlyNumbers += isNumber ? 1 : 0;
        OnlyCode += isCode ? 1 : 0;
        OnlyNames += mayBeName && word.Is(WordTraits.Capitalised | WordTraits.AllCaps) ? 1 : 0;
        if (!isNumber && !isCode && PlainCount < KeptMax)
            _kept[PlainCount++] = index;
    }

    private static bool HasNames(ReadOnlySpan<Word> words)
    {
        var capitals = 0;
        foreach (ref readonly var word in words)
            capitals += word.Is(WordTraits.Capitalised) ? 1 : 0;
        return capitals <= CapitalsMax * words.Length;
    }
}
