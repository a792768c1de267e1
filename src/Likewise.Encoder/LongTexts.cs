namespace Likewise.Encoder;

/// <summary>What becomes of a text that has more tokens than a model reads.</summary>
public enum LongTexts
{
    /// <summary>Its beginning is embedded, and the rest is left out: <see cref="EmbeddingUsage.Truncated"/> says so.</summary>
    Truncate,

    /// <summary>
    /// It is read in windows that overlap; its vector is the mean of theirs, each as heavy as it has tokens, brought to length 1.
    /// Texts that fit have the vectors that they have anyway, but the embedder is another one.
    /// </summary>
    Windows,
}
