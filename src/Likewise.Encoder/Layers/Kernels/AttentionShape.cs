namespace Likewise.Encoder;

/// <summary>The sizes of one head's attention.</summary>
/// <param name="Tokens">Tokens of the text.</param>
/// <param name="Width">Components of the head.</param>
/// <param name="Hidden">Floats from queries to keys, and from keys to values.</param>
/// <param name="Stride">Floats from one token's queries to the next one's.</param>
/// <param name="MixedStride">Floats from one row of the result to the next.</param>
internal readonly record struct AttentionShape(int Tokens, int Width, int Hidden, int Stride, int MixedStride);
