namespace Likewise;

/// <summary>One word of a prompt.</summary>
/// <param name="Start">Where it begins in the prompt.</param>
/// <param name="Length">Its length in the prompt, in UTF-16 characters; longer words count as this long.</param>
/// <param name="Opened">
/// Which word it stands for where that is not written out, the <c>not</c> of <c>isn't</c>: an index into
/// <see cref="Contractions"/>; 0: it stands for itself.
/// </param>
/// <param name="Traits">What it looks like.</param>
/// <param name="Hash">Of its lower-case form. Words are the same when this is: at 32 bits a mistake in 10⁷ prompts.</param>
/// <param name="Stem">Hash of its <see cref="Stemmer">stem</see>, without diacritics.</param>
internal readonly record struct Word(int Start, ushort Length, byte Opened, WordTraits Traits, uint Hash, uint Stem)
{
    public int End => Start + Length;

    public TextSpan Span => new(Start, Length);

    /// <summary>It says something by itself.</summary>
    public bool IsContent => !Is(WordTraits.StopWord | WordTraits.Filler | WordTraits.Sign);

    public bool Is(WordTraits traits) => (Traits & traits) != 0;
}
