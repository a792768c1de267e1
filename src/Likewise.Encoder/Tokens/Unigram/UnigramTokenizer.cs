using System.Collections.Concurrent;

namespace Likewise.Encoder;

/// <summary>
/// SentencePiece's tokenizer with a unigram model: normalises a text, marks where words begin, and cuts each into its likeliest
/// pieces.
/// </summary>
/// <param name="steps">How a text is normalised.</param>
/// <param name="metaspace">How spaces become part of pieces.</param>
/// <param name="model">Cuts words.</param>
/// <param name="special">What stands before and after a text.</param>
/// <param name="maxTokens">How many tokens of a text are read, special ones included.</param>
internal sealed class UnigramTokenizer(
    TextStep[] steps, Metaspace metaspace, UnigramModel model, SpecialTokens special, int maxTokens) : Tokenizer
{
    private readonly ConcurrentBag<UnigramScratch> _idle = [];

    /// <inheritdoc/>
    public override SpecialTokens Special => special;

    /// <inheritdoc/>
    public override Tokenizer With(int maxTokens) => new UnigramTokenizer(steps, metaspace, model, special, maxTokens);

    /// <inheritdoc/>
    public override int Encode(ReadOnlySpan<char> prefix, ReadOnlySpan<char> text, Span<int> ids, out bool truncated)
    {
        var scratch = _idle.TryTake(out var idle) ? idle : new UnigramScratch();
        var (before, after) = (special.Before, special.After);
        before.CopyTo(ids);
        var words = new MarkedWords(metaspace, model, scratch, ids[before.Length..(maxTokens - after.Length)]);
        var length = prefix.Length + text.Length;
        for (var at = 0; at < length && !words.IsOverfull;)
        {
            var first = at == 0;
            at = ReadPart(prefix, text, at, scratch.Raw);
            words.Append(Normalize(scratch, new TextPart(first, at == length)));
        }
        words.EndWord();

        truncated = words.IsOverfull;
        var end = before.Length + words.Written;
        after.CopyTo(ids[end..]);
        if (scratch.IsKept && _idle.Count < Environment.ProcessorCount) _idle.Add(scratch);
        return end + after.Length;
    }

    /// <summary>
    /// Reads up to where white space ends before an ASCII letter or digit, halves of pairs left out: whatever is done to a text
    /// does no more there than it would do to both sides alone.
    /// </summary>
    /// <returns>Where the next part begins.</returns>
    private static int ReadPart(ReadOnlySpan<char> prefix, ReadOnlySpan<char> text, int at, TextBuffer part)
    {
        part.Clear();
        var (length, last) = (prefix.Length + text.Length, '\0');
        for (; at < length; at++)
        {
            var unit = UnitAt(prefix, text, at);
            if (char.IsAsciiLetterOrDigit(unit) && char.IsWhiteSpace(last)) break;
            last = unit;
            if (char.IsHighSurrogate(unit) && at + 1 < length && char.IsLowSurrogate(UnitAt(prefix, text, at + 1)))
            {
                part.Append(unit);
                part.Append(UnitAt(prefix, text, ++at));
            }
            else if (!char.IsSurrogate(unit))
                part.Append(unit);
        }
        return at;
    }

    private static char UnitAt(ReadOnlySpan<char> prefix, ReadOnlySpan<char> text, int at) =>
        at < prefix.Length ? prefix[at] : text[at - prefix.Length];

    private ReadOnlySpan<char> Normalize(UnigramScratch scratch, TextPart part)
    {
        var result = scratch.Raw;
        foreach (var step in steps)
        {
            scratch.Spare.Clear();
            step.Apply(result.Text, scratch.Spare, part);
            scratch.SwapSpare();
            result = scratch.Normalized;
        }
        return result.Text;
    }
}
