namespace Likewise.Encoder;

/// <summary>What stands around every text.</summary>
/// <param name="Before">Ids before it: [CLS].</param>
/// <param name="After">Ids after it: [SEP].</param>
internal sealed record SpecialTokens(int[] Before, int[] After);
