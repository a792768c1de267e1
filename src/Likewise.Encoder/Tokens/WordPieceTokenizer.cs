using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Likewise.Encoder;

/// <summary>
/// BERT's tokenizer: folds a text, splits it into words, and each word into the longest pieces of the vocabulary from the left.
/// </summary>
/// <param name="folding">What is done to each character.</param>
/// <param name="vocabulary">The pieces.</param>
/// <param name="special">What stands before and after a text.</param>
/// <param name="limits">How much is read.</param>
internal sealed class WordPieceTokenizer(
    TextFolding folding, Vocabulary vocabulary, SpecialTokens special, TokenizerLimits limits) : Tokenizer
{
    private readonly AsciiFolding _ascii = new(folding);

    /// <inheritdoc/>
    public override SpecialTokens Special => special;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="packed">Where it is.</param>
    /// <param name="maxTokens">How many tokens of a text are read.</param>
    /// <returns>Null where there is none, or where the tokenizer's file has to be asked what is wrong.</returns>
    public static WordPieceTokenizer? TryRead(PackedReader packed, int maxTokens)
    {
        var numbers = packed.Next<int>().Span;
        if (numbers.Length == 0) return null;
        var folding = new TextFolding(numbers[0] != 0, numbers[1] != 0, numbers[2] != 0, numbers[3] != 0);
        var limits = new TokenizerLimits(maxTokens, numbers[4]);
        var vocabulary = Vocabulary.Read(packed, numbers[5]);
        var special = new SpecialTokens(packed.Next<int>().ToArray(), packed.Next<int>().ToArray());
        var canRun = special.Before.Length + special.After.Length < maxTokens
            && (TextFolding.CanDecompose || !folding.Rules.StripAccents);
        return canRun ? new WordPieceTokenizer(folding, vocabulary, special, limits) : null;
    }

    /// <inheritdoc/>
    public override Tokenizer With(int maxTokens) =>
        new WordPieceTokenizer(folding, vocabulary, special, limits with { MaxTokens = maxTokens });

    /// <inheritdoc/>
    public override void Write(PackedWriter packed)
    {
        var (clean, setIdeographsApart, stripAccents, lowerCase) = folding.Rules;
        packed.Append<int>(
        [
            clean ? 1 : 0, setIdeographsApart ? 1 : 0, stripAccents ? 1 : 0, lowerCase ? 1 : 0, limits.MaxWordCharacters,
            vocabulary.Unknown,
        ]);
        vocabulary.Write(packed);
        packed.Append<int>(special.Before);
        packed.Append<int>(special.After);
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override int Encode(ReadOnlySpan<char> prefix, ReadOnlySpan<char> text, Span<int> ids, out bool truncated)
    {
        var (before, after) = (special.Before, special.After);
        var room = limits.MaxTokens - before.Length - after.Length;
        before.CopyTo(ids);

        // A character has two units at most. TokenizerReader keeps this to some kilobytes.
        var units = 2 * limits.MaxWordCharacters;
        var word = new WordScratch(stackalloc char[units], stackalloc uint[units + 1], limits.MaxWordCharacters);
        var pieces = new PieceWriter(vocabulary, ids.Slice(before.Length, room), word);
        Append(prefix, ref pieces);
        Append(text, ref pieces);
        pieces.EndWord();

        truncated = pieces.IsOverfull;
        var end = before.Length + Math.Min(pieces.Count, room);
        after.CopyTo(ids[end..]);
        return end + after.Length;
    }

    private void Append(ReadOnlySpan<char> text, ref PieceWriter pieces)
    {
        while (text.Length > 0 && !pieces.IsOverfull)
        {
            text = text[pieces.AppendAscii(text, _ascii)..];
            if (Rune.DecodeFromUtf16(text, out var rune, out var units) == OperationStatus.Done)
                pieces.Append(folding.Fold(rune));
            text = text[units..];
        }
    }
}
