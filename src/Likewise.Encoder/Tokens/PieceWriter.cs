using System.Diagnostics;

namespace Likewise.Encoder;

/// <summary>Gathers the characters of a word, and writes the ids of its pieces when the word ends.</summary>
/// <param name="vocabulary">The pieces.</param>
/// <param name="ids">Receives ids until it is full; what comes after is only counted.</param>
/// <param name="word">Scratch for one word.</param>
/// <param name="maxWordCharacters">A longer word is unknown as a whole.</param>
internal ref struct PieceWriter(Vocabulary vocabulary, Span<int> ids, Span<char> word, int maxWordCharacters)
{
    private readonly Span<int> _ids = ids;
    private readonly Span<char> _word = word;
    private int _wordLength;
    private int _wordCharacters;

    /// <summary>How many pieces the words had that have ended, those without room included.</summary>
    public int Count { get; private set; }

    /// <summary>Whether more pieces came than there is room for.</summary>
    public readonly bool IsOverfull => Count > _ids.Length;

    /// <summary>Takes folded text: a space ends a word.</summary>
    public void Append(string folded)
    {
        foreach (var unit in folded)
        {
            if (unit == ' ')
            {
                EndWord();
                continue;
            }
            if (!char.IsLowSurrogate(unit)) _wordCharacters++;
            if (_wordCharacters > maxWordCharacters) continue;
            Debug.Assert(_wordLength < _word.Length, "the scratch holds two units a character");
            _word[_wordLength++] = unit;
        }
    }

    /// <summary>Writes the pieces of the word gathered so far, if there is one.</summary>
    public void EndWord()
    {
        if (_wordCharacters == 0) return;
        var start = Count;
        if (_wordCharacters > maxWordCharacters || !TryWritePieces(_word[.._wordLength]))
        {
            Count = start;
            Write(vocabulary.Unknown);
        }
        (_wordLength, _wordCharacters) = (0, 0);
    }

    private bool TryWritePieces(ReadOnlySpan<char> word)
    {
        for (var at = 0; at < word.Length;)
        {
            var length = vocabulary.MatchLongest(word[at..], at == 0, out var id);
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
