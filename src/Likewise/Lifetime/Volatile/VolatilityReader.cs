namespace Likewise;

/// <summary>
/// Reads how soon what a text speaks of changes: by words that say so, and by what the text is about, which may gainsay them.
/// </summary>
/// <remarks>
/// The words are in <c>Lexicons/*/volatile.txt</c>, those counted from today in <c>dates.txt</c>. What stands in quotation marks
/// or is written like code says nothing here.
/// </remarks>
internal static class VolatilityReader
{
    /// <summary>A short text is a search: <c>weather paris</c> asks for the weather.</summary>
    private const int SearchWordsMax = 5;

    /// <summary>More words tell a story. What is asked stands at its end, and what one says in passing decides nothing.</summary>
    private const int StoryMin = 41, StoryEnd = 20;

    /// <summary>How far before its noun an adjective may stand: <c>the latest stable version</c>.</summary>
    private const int ReachMax = 4;

    /// <summary>Of a very long prompt no more than its end is read.</summary>
    private const int PromptCharsMax = 2048;

    private const int AnswerStartMax = 2048, AnswerEndMax = 1024;

    private static readonly Lexicons<VolatilityWord> Words = new("volatile", VolatilityWord.Parse);
    private static readonly Lexicons<DateWord> Dates = new("dates", DateWord.Parse);
    private static readonly Lexicons<Volatility> Admissions =
        new("dated", word => Enum.Parse<Volatility>(word, ignoreCase: true));

    /// <summary>What a prompt and its answer say together: the sooner of both.</summary>
    public static VolatilityFinding Of(string prompt, string answer, int year)
    {
        var asked = OfPrompt(prompt, year);
        var said = OfAnswer(answer);
        return said.Volatility > asked.Volatility ? said : asked;
    }

    public static VolatilityFinding OfPrompt(string prompt, int year)
    {
        var reading = Read(prompt.Length > PromptCharsMax ? prompt[^PromptCharsMax..] : prompt);
        try
        {
            return Signs.In(reading, year);
        }
        finally
        {
            reading.End();
        }
    }

    public static VolatilityFinding OfAnswer(string answer)
    {
        var text = answer.Length > AnswerStartMax + AnswerEndMax
            ? string.Concat(answer.AsSpan(0, AnswerStartMax), "\n", answer.AsSpan(answer.Length - AnswerEndMax))
            : answer;
        var reading = Read(text);
        try
        {
            var found = VolatilityFinding.None;
            var table = Admissions[reading.Language];
            for (var index = 0; index < reading.Words.Length;)
            {
                var count = IsSilent(reading, index) ? 0 : table.Match(reading, index, out var volatility) is > 0 and var length
                    ? Take(ref found, reading, index, length, volatility)
                    : 0;
                index += Math.Max(1, count);
            }

            return found;
        }
        finally
        {
            reading.End();
        }
    }

    private static Reading Read(string text)
    {
        var reading = Reading.Begin(text);
        WordReader.Read(reading);
        LanguageReader.Read(reading);
        return reading;
    }

    private static bool IsSilent(Reading reading, int word) => reading.Words[word].Is(WordTraits.Quoted | WordTraits.Code);

    private static int Take(ref VolatilityFinding found, Reading reading, int first, int count, Volatility volatility)
    {
        if (volatility > found.Volatility)
        {
            var (start, end) = (reading.Words[first].Start, reading.Words[first + count - 1].End);
            found = new VolatilityFinding(volatility, reading.Lower[start..end].ToString());
        }

        return count;
    }

    /// <summary>An entry of the table, and how many words it has; none where that is 0.</summary>
    private readonly record struct Found(int Count, VolatilityWord Word);

    /// <summary>The signs of one prompt.</summary>
    private ref struct Signs
    {
        private readonly Reading _reading;
        private readonly int _year;
        private VolatilityFinding _moment, _subject;
        private bool _isMethod, _isMade, _isMeaning, _isCode, _isPast, _asksWho;
        private readonly int _first;

        /// <summary>What begins at each word from the first on.</summary>
        private readonly Span<Found> _found;
        private int _adjectiveAt = -ReachMax - 1;

        private Signs(Reading reading, int year, Span<Found> found)
        {
            (_reading, _year) = (reading, year);
            _found = found;
            _first = reading.Words.Length < StoryMin ? 0 : reading.Words.Length - StoryEnd;
        }

        public static VolatilityFinding In(Reading reading, int year)
        {
            var signs = new Signs(reading, year, stackalloc Found[StoryMin]);
            signs.ReadFrame();
            signs.ReadSubjects();
            signs.ReadPrice();
            return signs.Verdict();
        }

        /// <summary>What the prompt is about as a whole.</summary>
        private void ReadFrame()
        {
            var table = Words[_reading.Language];
            for (var index = _first; index < _reading.Words.Length; index++)
            {
                ref readonly var word = ref _reading.Words[index];
                _isCode |= word.Is(WordTraits.Code) && !word.Is(WordTraits.Quoted);
                if (word.Is(WordTraits.Digits) && int.TryParse(_reading.TextOf(index), out var number))
                    _isPast |= number is >= 1000 and <= 2999 && number < _year - 1;
                if (IsSilent(_reading, index) || table.Match(_reading, index, out var found) is not (> 0 and var count))
                    continue;

                _found[index - _first] = new Found(count, found);

                _isMethod |= found.Role == VolatilityRole.Method;
                _isMeaning |= found.Role == VolatilityRole.Meaning;
                _isCode |= found.Role == VolatilityRole.Code;
                _isPast |= found.Role == VolatilityRole.Past;
                _isMade |= found.Role == VolatilityRole.Made && LeadsOn(index);
            }

            _asksWho = _reading.Is(0, "who") || _reading.Is(0, "whos") || Has("name", "of");
        }

        /// <summary>A verb that opens a sentence is a wish: <c>write …</c>, <c>can you please draft …</c>.</summary>
        private readonly bool LeadsOn(int index)
        {
            for (var before = index - 1; before >= 0 && before >= index - 4; before--)
            {
                if (_reading.Words[before + 1].Is(WordTraits.SentenceStart))
                    return true;
                if (!_reading.Words[before].Is(WordTraits.StopWord) && !_reading.Is(before, "please")
                    && !_reading.Is(before, "help"))
                    return false;
            }

            return index <= 4;
        }

        private readonly bool Has(string first, string second)
        {
            for (var index = 0; index + 1 < _reading.Words.Length; index++)
            {
                if (_reading.Is(index, first) && _reading.Is(index + 1, second))
                    return true;
            }

            return false;
        }

        private void ReadSubjects()
        {
            var dates = Dates[_reading.Language];
            for (var index = _first; index < _reading.Words.Length;)
            {
                var count = 0;
                if (!IsSilent(_reading, index))
                {
                    (count, var word) = _found[index - _first];
                    if (count > 0)
                        Note(word, index, count);
                    else if ((count = dates.Match(_reading, index, out var date)) > 0)
                        Note(date, index, count);
                    else
                        NoteYear(index);
                }

                index += Math.Max(1, count);
            }
        }

        /// <summary>What something costs: <c>how much does … cost</c>.</summary>
        private void ReadPrice()
        {
            for (var index = _first; !_isPast && index + 2 < _reading.Words.Length; index++)
            {
                if (_reading.Is(index, "how") && _reading.Is(index + 1, "much")
                    && (_reading.Is(index + 2, "does") || _reading.Is(index + 2, "do")))
                    ReadCost(index);
            }
        }

        private void ReadCost(int how)
        {
            var words = _reading.Words;
            for (var index = how + 3; index < words.Length && !words[index].Is(WordTraits.SentenceStart); index++)
            {
                if (_reading.Is(index, "cost") || _reading.Is(index, "costs"))
                    Take(ref _subject, _reading, how, index + 1 - how, Volatility.Recent);
            }
        }

        private void Note(VolatilityWord word, int index, int count)
        {
            switch (word.Role)
            {
                case VolatilityRole.Now:
                case VolatilityRole.End when EndsAt(index + count):
                    Take(ref _moment, _reading, index, count, word.Volatility);
                    break;
                case VolatilityRole.Adjective:
                    _adjectiveAt = index + count - 1;
                    break;
                case VolatilityRole.Noun or VolatilityRole.Topic or VolatilityRole.Holder
                    when index - _adjectiveAt <= ReachMax:
                    Take(ref _subject, _reading, _adjectiveAt, index + count - _adjectiveAt, word.Volatility);
                    break;
                case VolatilityRole.Topic when !_isPast && IsAsked():
                case VolatilityRole.Holder when !_isPast && _asksWho:
                    Take(ref _subject, _reading, index, count, word.Volatility);
                    break;
            }
        }

        private void Note(DateWord date, int index, int count)
        {
            if (date.Kind == DateKind.Month)
                _isPast = true; // What a month is like, and no moment of it.
            else if (date.Kind == DateKind.Day && date.Value is >= -1 and <= 1)
                Take(ref _moment, _reading, index, count, Volatility.Daily);
            else if (date is { Kind: >= DateKind.Week, Value: >= -1 and <= 1 })
                Take(ref _moment, _reading, index, count, Volatility.Recent);
        }

        private void NoteYear(int index)
        {
            if (_reading.Words[index].Is(WordTraits.Digits) && int.TryParse(_reading.TextOf(index), out var number)
                && number >= _year - 1 && number <= _year + 2 && !_reading.Words[index].Is(WordTraits.Joined))
                Take(ref _moment, _reading, index, 1, Volatility.Recent);
        }

        /// <summary>Nothing follows that the word could belong to: the end, a new sentence, or a place.</summary>
        private readonly bool EndsAt(int next) =>
            next >= _reading.Words.Length || _reading.Words[next].Is(WordTraits.SentenceStart)
            || _reading.Is(next, "in") || _reading.Is(next, "at") || _reading.Is(next, "or");

        /// <summary>A question, or so few words that it is a search.</summary>
        private readonly bool IsAsked() =>
            _reading.Words.Length <= SearchWordsMax || _reading.Prompt.Contains('?', StringComparison.Ordinal)
            || _reading.Words[0].Is(WordTraits.QuestionWord | WordTraits.Auxiliary)
            || _reading.Is(0, "tell") || _reading.Is(0, "show") || _reading.Is(0, "give") || _reading.Is(0, "check")
            || _reading.Is(0, "find") || _reading.Is(0, "get") || _reading.Is(0, "i") || _reading.Is(0, "please");

        /// <summary>
        /// A way to do something, a text to make and the sense of a word last. A program may be about the latest version of
        /// something, but not about today.
        /// </summary>
        private readonly VolatilityFinding Verdict()
        {
            if (_isMethod || _isMade || _isMeaning)
                return VolatilityFinding.None;

            return _subject.Volatility >= _moment.Volatility || _isCode ? _subject : _moment;
        }
    }
}
