namespace Likewise.Encoder;

/// <summary>Writes two texts as one, the way a BERT reads pairs: [CLS] one [SEP] other [SEP].</summary>
internal sealed class PairTokenizer
{
    private readonly Tokenizer _single;
    private readonly int _room;

    /// <param name="tokenizer">Of single texts.</param>
    /// <param name="maxTokens">How many tokens a pair has at most, special tokens included.</param>
    public PairTokenizer(Tokenizer tokenizer, int maxTokens)
    {
        var special = tokenizer.Special;
        _room = maxTokens - special.Before.Length - 2 * special.After.Length;
        _single = tokenizer.With(maxTokens - special.After.Length);
    }

    /// <summary>Fewer tokens have no room for a token of each text.</summary>
    public static int LeastTokens(SpecialTokens special) => special.Before.Length + 2 * special.After.Length + 2;

    /// <summary>Writes the ids of a pair.</summary>
    /// <param name="one">Any text.</param>
    /// <param name="other">Any text.</param>
    /// <param name="ids">Receives them; as long as the limit.</param>
    /// <param name="spare">Scratch, as long.</param>
    /// <returns>How many were written, and from which on they are of the second type.</returns>
    public (int Length, int Second) Encode(string one, string other, Span<int> ids, Span<int> spare)
    {
        var (before, after) = (_single.Special.Before.Length, _single.Special.After);
        var ones = _single.Encode("", one, ids, out _) - before - after.Length;
        var others = _single.Encode("", other, spare, out _) - before - after.Length;
        (ones, others) = Share(ones, others, _room);

        var second = before + ones + after.Length;
        after.CopyTo(ids[(before + ones)..]);
        spare.Slice(before, others).CopyTo(ids[second..]);
        after.CopyTo(ids[(second + others)..]);
        return (second + others + after.Length, second);
    }

    /// <summary>
    /// What is kept of each: the longer one gives way first, and what is too long on both sides is halved, the odd token being
    /// the longer one's. That is how the tokenizers do it that such models are trained with ("longest first").
    /// </summary>
    internal static (int Ones, int Others) Share(int ones, int others, int room)
    {
        if (ones + others <= room)
            return (ones, others);

        var half = room / 2;
        var (shorter, isOneShorter) = (Math.Min(ones, others), ones <= others);
        var (less, more) = shorter > half ? (half, room - half) : (shorter, room - shorter);
        return isOneShorter ? (less, more) : (more, less);
    }
}
