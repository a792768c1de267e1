namespace Likewise.Encoder;

/// <summary>Gathers the characters of a word, and writes the ids of its pieces when the word ends.</summary>
/// <param name="vocabulary">The pieces.</param>
/// <param name="ids">Receives ids until it is full; what comes after is only counted.</param>
/// <param name="word">Scratch for one word.</param>
internal ref struct PieceWriter(Vocabulary vocabulary, Span<int> ids, WordScratch word)
{
    private readonly Span<int> _ids = ids;
    private readonly WordScratch _word = word;
    private int _wordLength;
    private int _wordCharacters;

    /// <summary>How many pieces the words had that have ended, those without room included.</summary>
    public int Count { get; private set; }

    /// <summary>Whether more pieces came than there is room for.</summary>
    public readonly bool IsOverfull => Count > _ids.Length;

    /// <summary>Takes a text's ASCII characters up to the first other one, or until there is no room for pieces.</summary>
    /// <returns>How many were taken.</returns>
    public int AppendAscii(ReadOnlySpan<char> text, AsciiFolding folding)
    {
        var at = 0;
        while (!IsOverfull)
        {
            at += AppendLetters(text[at..], folding);
            if (at == text.Length || !char.IsAscii(text[at])) break;
            var form = folding[text[at++]];
            if (form == AsciiFolding.Dropped) continue;
            if (form < AsciiFolding.Alone)
            {
                // A letter that the scratch had no room for makes the word too long.
                if (form != AsciiFolding.Space) AppendUnit((char)form);
                else EndWord();
                continue;
            }
            EndWord();
            AppendUnit((char)(form ^ AsciiFolding.Alone));
            EndWord();
        }
        return at;
    }

    /// <summary>Takes folded text: a space ends a word.</summary>
    public void Append(string folded)
    {
        foreach (var unit in folded)
        {
            if (unit == ' ')
                EndWord();
            else
                AppendUnit(unit);
        }
    }

    /// <summary>Writes the pieces of the word gathered so far, if there is one.</summary>
    public void EndWord()
    {
        if (_wordCharacters == 0) return;
        var start = Count;
        if (_wordCharacters > _word.MaxCharacters || !TryWritePieces())
        {
            Count = start;
            Write(vocabulary.Unknown);
        }
        (_wordLength, _wordCharacters) = (0, 0);
    }

    /// <summary>Takes characters that a word goes on with, while the scratch has room. Most of a text passes here.</summary>
    private int AppendLetters(ReadOnlySpan<char> text, AsciiFolding folding)
    {
        var units = _word.Units[_wordLength..];
        var hashes = _word.Hashes.Slice(_wordLength + 1, units.Length);
        var hash = _word.Hashes[_wordLength];
        var most = Math.Min(text.Length, units.Length);
        var at = 0;
        for (; at < most; at++)
        {
            var unit = text[at];
            if (unit > '\u007F') break;
            var form = folding[unit];
            if (form is <= AsciiFolding.Space or >= AsciiFolding.Alone) break;
            hash = PieceHash.Append(hash, form);
            units[at] = (char)form;
            hashes[at] = hash;
        }
        _wordLength += at;
        _wordCharacters += at;
        return at;
    }

    private void AppendUnit(char unit)
    {
        if (!char.IsLowSurrogate(unit)) _wordCharacters++;
        // What is written over belongs to a word that is too long already.
        if (_wordLength == _word.Units.Length) _wordLength = 0;
        _word.Units[_wordLength] = unit;
        _word.Hashes[_wordLength + 1] = PieceHash.Append(_word.Hashes[_wordLength], unit);
        _wordLength++;
    }

    private bool TryWritePieces()
    {
        var text = _word.Units[.._wordLength];
        for (var at = 0; at < text.Length;)
        {
            var length = vocabulary.MatchLongest(text, _word.Hashes, at, out var id);
            if (length == 0) return false;
            Write(id);
            at += length;
        }
        return true;
    }

    private void Write(int id)
    {
        if (Count < _ids.Length) _ids[Count] = id;
        Count++;
    }
}
