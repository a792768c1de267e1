using System.Buffers;
using System.Text;

namespace Likewise.Encoder;

/// <summary>
/// BERT's tokenizer: folds a text, splits it into words, and each word into the longest pieces of the vocabulary from the left.
/// Text that spells a special token is text like any other. Half a surrogate pair is dropped, like the control characters.
/// Immutable.
/// </summary>
/// <param name="folding">What is done to each character.</param>
/// <param name="vocabulary">The pieces.</param>
/// <param name="special">What stands before and after a text.</param>
/// <param name="limits">How much is read.</param>
internal sealed class WordPieceTokenizer(
    TextFolding folding, Vocabulary vocabulary, SpecialTokens special, TokenizerLimits limits)
{
    /// <summary>Writes the ids of a text, special tokens around them.</summary>
    /// <param name="prefix">Read before the text, as if it were its beginning.</param>
    /// <param name="text">Any text. No more of it is read than is needed.</param>
    /// <param name="ids">Receives the ids; at least <see cref="TokenizerLimits.MaxTokens"/> long.</param>
    /// <param name="truncated">Whether the text had more tokens than fit.</param>
    /// <returns>How many were written.</returns>
    public int Encode(ReadOnlySpan<char> prefix, ReadOnlySpan<char> text, Span<int> ids, out bool truncated)
    {
        var (before, after) = (special.Before, special.After);
        var room = limits.MaxTokens - before.Length - after.Length;
        before.CopyTo(ids);

        var word = ArrayPool<char>.Shared.Rent(2 * limits.MaxWordCharacters);
        var pieces = new PieceWriter(vocabulary, ids.Slice(before.Length, room), word, limits.MaxWordCharacters);
        Append(prefix, ref pieces);
        Append(text, ref pieces);
        pieces.EndWord();
        ArrayPool<char>.Shared.Return(word);

        truncated = pieces.IsOverfull;
        var end = before.Length + Math.Min(pieces.Count, room);
        after.CopyTo(ids[end..]);
        return end + after.Length;
    }

    private void Append(ReadOnlySpan<char> text, ref PieceWriter pieces)
    {
        for (var at = 0; at < text.Length && !pieces.IsOverfull;)
        {
            if (Rune.DecodeFromUtf16(text[at..], out var rune, out var units) == OperationStatus.Done)
                pieces.Append(folding.Fold(rune));
            at += units;
        }
    }
}
