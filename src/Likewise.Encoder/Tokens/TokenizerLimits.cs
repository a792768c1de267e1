namespace Likewise.Encoder;

/// <summary>How much a tokenizer reads.</summary>
/// <param name="MaxTokens">Tokens of a text, special tokens included.</param>
/// <param name="MaxWordCharacters">Characters of a word; a longer one is unknown as a whole.</param>
internal sealed record TokenizerLimits(int MaxTokens, int MaxWordCharacters);
