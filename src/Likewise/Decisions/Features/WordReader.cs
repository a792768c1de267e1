namespace Likewise;

/// <summary>
/// Cuts a prompt into words: runs of letters, numbers with what stands between their digits, signs that mean something, and what
/// is written like code as one word. Contractions are opened.
/// </summary>
internal static class WordReader
{
    private const string Signs = "%$€£¥₹₩₽¢°+=&#@*<>^§±×÷√∞≤≥≠→";
    private const string SentenceEnds = ".!?:;…。！？\n";

    public static void Read(Reading reading)
    {
        var state = new State { IsSentenceStart = true };
        var prompt = reading.Prompt;
        for (var at = 0; at < prompt.Length;)
        {
            if (char.IsWhiteSpace(prompt[at]))
            {
                state.IsSentenceStart |= prompt[at] == '\n';
                at++;
                continue;
            }

            var end = at;
            while (end < prompt.Length && !char.IsWhiteSpace(prompt[end]))
                end++;
            ReadChunk(reading, at, end, ref state);
            at = end;
        }

        reading.DropMiddle();
    }

    /// <summary>Reads what stands between two spaces.</summary>
    private static void ReadChunk(Reading reading, int start, int end, ref State state)
    {
        var prompt = reading.Prompt;
        for (var (at, previousEnd) = (start, -1); at < end;)
        {
            var letter = prompt[at];
            state.NoteQuote(prompt, at);
            var traits = state.TraitsAt(at) | (previousEnd == at ? WordTraits.Joined : WordTraits.None);
            if (previousEnd == at - 1 && at > start && prompt[at - 1] is '-' or '–' or '—' or '‑')
                traits |= WordTraits.AfterHyphen | WordTraits.Joined;

            var length = CodeShape.LengthAt(prompt, at, end);
            if (length > 0)
                AddWord(reading, at, length, traits | WordTraits.Code);
            else if (char.IsDigit(letter))
                AddWord(reading, at, length = DigitsAt(prompt, at, end), traits | WordTraits.Digits);
            else if (char.IsLetter(letter) || char.IsSurrogate(letter))
                length = ReadLetters(reading, at, end, traits);
            else if (Signs.Contains(letter) || IsMinus(prompt, at, start, end))
                AddWord(reading, at, length = 1, traits | WordTraits.Sign);
            else
            {
                state.IsSentenceStart |= EndsSentence(prompt, at, start, end);
                at++;
                continue;
            }

            state.IsSentenceStart = false;
            at += length;
            previousEnd = at;
        }
    }

    /// <summary>A sign of its own before a number, not a hyphen.</summary>
    private static bool IsMinus(string prompt, int at, int start, int end) =>
        prompt[at] is '-' or '−' or '–' && at == start && at + 1 < end && char.IsDigit(prompt[at + 1]);

    /// <summary>A point after one or two letters is an abbreviation's: Mr. Smith, 5 vs. 6, J. Doe.</summary>
    private static bool EndsSentence(string prompt, int at, int start, int end) =>
        SentenceEnds.Contains(prompt[at])
        && (prompt[at] != '.' || at - start > 2 || (at > start && char.IsDigit(prompt[at - 1])))
        && (at + 1 == end || !char.IsLetterOrDigit(prompt[at + 1]));

    /// <summary>Digits with one mark between them at a time: 1,000.50, 10:30, 3/4, 2.0.1.</summary>
    private static int DigitsAt(string prompt, int at, int end)
    {
        var index = at;
        while (index < end && (char.IsDigit(prompt[index])
            || (prompt[index] is '.' or ',' or ':' or '/' && index + 1 < end && char.IsDigit(prompt[index + 1]))))
            index++;
        return index - at;
    }

    private static int ReadLetters(Reading reading, int at, int end, WordTraits traits)
    {
        var prompt = reading.Prompt;
        if (Script.IsUnspaced(prompt[at]))
        {
            AddWord(reading, at, 1, traits);
            return 1;
        }

        if (InitialsAt(prompt, at, end) is > 0 and var initials)
        {
            AddInitials(reading, at, initials, traits | WordTraits.Capitalised | WordTraits.AllCaps);
            return initials;
        }

        var index = at;
        while (index < end && IsInside(prompt, index, end))
            index++;
        while (index < end && index - at <= 2 && prompt[index] is '+' or '#')
            index++; // C++, C#

        AddOpened(reading, at, index - at, traits);
        return index - at;
    }

    private static bool IsInside(string prompt, int at, int end) =>
        IsWordLetter(prompt[at])
        || (IsApostrophe(prompt[at]) && at + 1 < end && char.IsLetter(prompt[at - 1]) && char.IsLetter(prompt[at + 1])
            && IsWordLetter(prompt[at + 1]));

    private static bool IsWordLetter(char letter) =>
        (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) || IsMark(letter)) && !Script.IsUnspaced(letter);

    private static bool IsMark(char letter) => char.GetUnicodeCategory(letter)
        is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private static bool IsApostrophe(char letter) => letter is '\'' or '’' or 'ʼ';

    /// <summary>Letters with a point after each: U.S., e.g. The last point may be missing.</summary>
    private static int InitialsAt(string prompt, int at, int end)
    {
        var (index, letters) = (at, 0);
        while (index + 1 < end && char.IsLetter(prompt[index]) && prompt[index + 1] == '.')
        {
            index += 2;
            letters++;
        }

        if (letters > 0 && index < end && char.IsLetter(prompt[index]))
        {
            if (index + 1 < end && IsWordLetter(prompt[index + 1]))
                return 0; // s.apple, not an initialism
            index++;
            letters++;
        }

        return letters > 1 ? index - at : 0;
    }

    private static void AddInitials(Reading reading, int at, int length, WordTraits traits)
    {
        Span<char> letters = stackalloc char[32];
        var count = 0;
        foreach (var letter in reading.Lower.Slice(at, length))
        {
            if (letter != '.' && count < letters.Length)
                letters[count++] = letter;
        }

        var hash = Letters.HashOf(letters[..count]);
        reading.Add(new Word(at, (ushort)length, 0, traits, hash, hash));
    }

    /// <summary>Adds a word, or the words that a contraction stands for, each with the place of the whole.</summary>
    private static void AddOpened(Reading reading, int at, int length, WordTraits traits)
    {
        var text = reading.Lower.Slice(at, length);
        var apostrophe = text.IndexOfAny('\'', '’', 'ʼ');
        if (apostrophe > 0)
            reading.StraightenApostrophe(at + apostrophe);
        if (Contractions.TryOpen(text, out var forms))
            AddForms(reading, at, length, traits, forms);
        else if (apostrophe < 0)
            AddWord(reading, at, length, traits);
        else if (text[(apostrophe + 1)..] is "s")
            AddWord(reading, at, apostrophe, traits | WordTraits.Possessive);
        else if (Contractions.TryOpenEnding(text[(apostrophe + 1)..], out forms))
        {
            AddWord(reading, at, apostrophe, traits);
            AddForms(reading, at, length, traits, forms);
        }
        else if (apostrophe <= 2 || text[..apostrophe] is "all" or "dell" or "nell" or "dall" or "sull" or "quell" or "aujourd")
        {
            // An article or pronoun that lost its vowel: l'eau, qu'il, dell'acqua.
            AddWord(reading, at, apostrophe, traits);
            AddWord(reading, at + apostrophe + 1, length - apostrophe - 1, traits & ~WordTraits.SentenceStart);
        }
        else
            AddWord(reading, at, length, traits);
    }

    private static void AddForms(Reading reading, int at, int length, WordTraits traits, byte[] forms)
    {
        foreach (var form in forms)
        {
            var text = Contractions.TextOf(form);
            reading.Add(new Word(at, ShortOf(length), form, traits, Letters.HashOf(text), Stemmer.HashOf(text)));
        }
    }

    private static void AddWord(Reading reading, int at, int length, WordTraits traits)
    {
        var text = reading.Lower.Slice(at, length);
        var written = reading.Prompt.AsSpan(at, length);
        if (char.IsUpper(written[0]))
            traits |= WordTraits.Capitalised;
        if (length > 1 && char.IsUpper(written[0]) && written.IndexOfAnyInRange('a', 'z') < 0)
            traits |= WordTraits.AllCaps;

        var isPlain = (traits & (WordTraits.Code | WordTraits.Digits | WordTraits.Sign)) == 0;
        var hash = Letters.HashOf(text);
        reading.Add(new Word(at, ShortOf(length), 0, traits, hash, isPlain ? Stemmer.HashOf(text) : hash));
    }

    private static ushort ShortOf(int length) => (ushort)Math.Min(length, ushort.MaxValue);

    /// <summary>Where in the text we are.</summary>
    private ref struct State
    {
        // A quotation that is longer is a text that is quoted, not a name.
        private const int QuoteMax = 200;

        private const string Opening = "\"“„«`'‘";
        private const string Closing = "\"”“»`'’";

        private int _quoteEnd;

        public bool IsSentenceStart { get; set; }

        public readonly WordTraits TraitsAt(int at) =>
            (IsSentenceStart ? WordTraits.SentenceStart : 0) | (at < _quoteEnd ? WordTraits.Quoted : 0);

        /// <summary>Looks whether a quotation begins here, and where it ends.</summary>
        public void NoteQuote(string prompt, int at)
        {
            if (at < _quoteEnd)
                return;

            var kind = Opening.IndexOf(prompt[at], StringComparison.Ordinal);
            var isOpening = kind >= 0 && (at == 0 || !char.IsLetterOrDigit(prompt[at - 1]))
                && at + 1 < prompt.Length && !char.IsWhiteSpace(prompt[at + 1]);
            if (!isOpening)
                return;

            var rest = prompt.AsSpan(at + 1, Math.Min(QuoteMax, prompt.Length - at - 1));
            for (var from = 0; rest[from..].IndexOf(Closing[kind]) is >= 0 and var found; from += found + 1)
            {
                var end = from + found;
                if (end + 1 < rest.Length && char.IsLetterOrDigit(rest[end + 1]))
                    continue; // An apostrophe inside.
                _quoteEnd = at + 1 + end;
                return;
            }
        }
    }
}
