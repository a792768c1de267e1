namespace Likewise.Protocols;

/// <summary>One thing to embed.</summary>
/// <param name="Text">The text, or the tokens as a JSON array without spaces: <c>[1,2,3]</c>.</param>
/// <param name="IsTokens">Whether it is tokens, which only their own model reads.</param>
public readonly record struct EmbeddingsItem(string Text, bool IsTokens);
