namespace Likewise.Encoder;

/// <summary>Gathers normalised text into words that begin with a mark, and writes the ids of each word's pieces.</summary>
/// <param name="metaspace">How spaces become part of pieces.</param>
/// <param name="model">Cuts words.</param>
/// <param name="scratch">Memory.</param>
/// <param name="ids">Receives ids until it is full; what comes after is only counted.</param>
internal ref struct MarkedWords(Metaspace metaspace, UnigramModel model, UnigramScratch scratch, Span<int> ids)
{
    private readonly Span<int> _ids = ids;
    private int _count;
    private bool _hasBegun;

    /// <summary>How many ids were written.</summary>
    public readonly int Written => Math.Min(_count, _ids.Length);

    /// <summary>Whether more pieces came than there is room for.</summary>
    public readonly bool IsOverfull => _count > _ids.Length;

    /// <summary>Takes the next part of the text.</summary>
    public void Append(ReadOnlySpan<char> normalized)
    {
        var word = scratch.Word;
        if (!_hasBegun) word.Clear();
        foreach (var unit in normalized)
        {
            if (metaspace.DropsWhiteSpace && char.IsWhiteSpace(unit))
                EndWord();
            else
                Append(unit, word);
            _hasBegun = true;
        }
    }

    /// <summary>Writes the pieces of the word gathered so far, if there is one.</summary>
    public void EndWord()
    {
        var word = scratch.Word;
        if (!_hasBegun || word.Length == 0) return; // What was there before is another text's.
        foreach (var id in model.Cut(word.Text, scratch))
        {
            if (_count < _ids.Length) _ids[_count] = id;
            _count++;
        }
        word.Clear();
    }

    private void Append(char unit, TextBuffer word)
    {
        var isMark = unit == metaspace.Mark || unit == ' ';
        if (isMark && metaspace.IsSplit) EndWord();
        if (word.Length == 0 && !isMark && IsMarked) word.Append(metaspace.Mark);
        word.Append(isMark ? metaspace.Mark : unit);
    }

    /// <summary>Whether a word that begins now, without a mark of its own, gets one.</summary>
    private readonly bool IsMarked => metaspace.Prepend == MarkPlace.BeforeEveryWord
        || metaspace.Prepend == MarkPlace.BeforeTheFirstWord && !_hasBegun;
}
