namespace Likewise;

/// <summary>
/// A prompt while it is read: words and facts so far, and the words' texts. Each thread has one and uses it again, so that
/// reading allocates only its result.
/// </summary>
internal sealed class Reading
{
    /// <summary>Longer prompts leave no buffers behind.</summary>
    private const int KeptLength = 8192;

    [ThreadStatic]
    private static Reading? _free;

    private char[] _lower = new char[256];
    private Word[] _words = new Word[64];
    private Mark[] _marks = new Mark[16];
    private int _wordCount;
    private int _markCount;

    private Reading()
    {
    }

    public string Prompt { get; private set; } = "";

    public Language Language { get; set; }

    /// <summary>The prompt in lower case, letter by letter.</summary>
    public ReadOnlySpan<char> Lower => _lower.AsSpan(0, Prompt.Length);

    public Span<Word> Words => _words.AsSpan(0, _wordCount);

    public ReadOnlySpan<Mark> Marks => _marks.AsSpan(0, _markCount);

    public static Reading Begin(string prompt)
    {
        var reading = _free ?? new Reading();
        _free = null;
        reading.Prompt = prompt;
        if (reading._lower.Length < prompt.Length)
            reading._lower = new char[prompt.Length];
        for (var index = 0; index < prompt.Length; index++)
            reading._lower[index] = Letters.ToLower(prompt[index]);
        return reading;
    }

    public void End()
    {
        var isKept = Prompt.Length <= KeptLength;
        (Prompt, Language, _wordCount, _markCount) = ("", Language.Unknown, 0, 0);
        if (isKept)
            _free = this;
    }

    /// <summary>A word in lower case; of a contraction the word that it stands for.</summary>
    public ReadOnlySpan<char> TextOf(int word)
    {
        ref readonly var at = ref _words[word];
        return at.Opened > 0 ? Contractions.TextOf(at.Opened) : _lower.AsSpan(at.Start, at.Length);
    }

    /// <summary>Whether a word is there and reads so.</summary>
    public bool Is(int word, ReadOnlySpan<char> text) =>
        (uint)word < (uint)_wordCount && TextOf(word).SequenceEqual(text);

    /// <summary>Tables have the plain apostrophe.</summary>
    public void StraightenApostrophe(int at) => _lower[at] = '\'';

    public void Add(in Word word)
    {
        if (_wordCount == _words.Length)
            Array.Resize(ref _words, 2 * _words.Length);
        _words[_wordCount++] = word;
    }

    /// <summary>Adds traits to words.</summary>
    public void Tag(int first, int count, WordTraits traits)
    {
        foreach (ref var word in _words.AsSpan(first, count))
            word = word with { Traits = word.Traits | traits };
    }

    /// <summary>Adds a fact, and claims its words.</summary>
    public void Claim(MarkKind kind, int first, int count, double value, uint key = 0)
    {
        Note(kind, first, count, value, key);
        Tag(first, count, WordTraits.Claimed);
    }

    /// <summary>Adds a fact whose words may be read as something else too.</summary>
    public void Note(MarkKind kind, int first, int count, double value, uint key = 0)
    {
        if (_markCount == _marks.Length)
            Array.Resize(ref _marks, 2 * _marks.Length);
        _marks[_markCount++] = new Mark(kind, (ushort)first, (ushort)count, key, value);
    }

    /// <summary>Leaves out the middle of a very long prompt.</summary>
    public void DropMiddle()
    {
        const int Half = PromptFeatures.WordsMax / 2;
        if (_wordCount <= PromptFeatures.WordsMax)
            return;

        Words[^Half..].CopyTo(_words.AsSpan(Half));
        _wordCount = PromptFeatures.WordsMax;
    }

    public Mark[] SortedMarks()
    {
        _marks.AsSpan(0, _markCount).Sort(Mark.Compare);
        return Marks.ToArray();
    }
}
