namespace Likewise.Encoder;

/// <summary>How spaces become part of pieces: a mark before each word, which SentencePiece writes as U+2581.</summary>
/// <param name="Mark">The mark.</param>
/// <param name="Prepend">Where a mark is put that no space asked for.</param>
/// <param name="IsSplit">Whether each mark begins a word of its own; otherwise a text is one word.</param>
/// <param name="DropsWhiteSpace">Whether white space only parts words, and is nothing itself.</param>
internal sealed record Metaspace(char Mark, MarkPlace Prepend, bool IsSplit, bool DropsWhiteSpace);

/// <summary>Where a mark is put that no space asked for.</summary>
internal enum MarkPlace
{
    Nowhere,
    BeforeTheFirstWord,
    BeforeEveryWord,
}
