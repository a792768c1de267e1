namespace Likewise.Encoder;

/// <summary>Turns texts into the ids that a model was made to read. Immutable; encoding allocates nothing.</summary>
/// <remarks>
/// Text that spells a special token is text like any other: nobody may write <c>[SEP]</c> into a key. Half a surrogate pair is
/// dropped, like a control character.
/// </remarks>
internal abstract class Tokenizer
{
    /// <summary>What stands around every text.</summary>
    public abstract SpecialTokens Special { get; }

    /// <summary>The same with another limit, which leaves a text room beside the special tokens.</summary>
    public abstract Tokenizer With(int maxTokens);

    /// <summary>Writes the tokenizer in a form that is quicker to read than its file; nothing where there is none.</summary>
    public virtual void Write(PackedWriter packed) => packed.Append<int>([]);

    /// <summary>Writes the ids of a text, special tokens around them.</summary>
    /// <param name="prefix">Read before the text, as if it were its beginning.</param>
    /// <param name="text">Any text. No more of it is read than is needed.</param>
    /// <param name="ids">Receives the ids; as long as the tokenizer's limit or longer.</param>
    /// <param name="truncated">Whether the text had more tokens than fit.</param>
    /// <returns>How many were written.</returns>
    public abstract int Encode(ReadOnlySpan<char> prefix, ReadOnlySpan<char> text, Span<int> ids, out bool truncated);
}
