namespace Likewise.Vectors;

/// <summary>One thing that takes memory, and how much.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Formula">How its bytes come about: n entries in r rows, d elements, b bits, m pieces, c cells, M links.</param>
/// <param name="Bytes">How many bytes.</param>
public sealed record CapacityPart(string Name, string Formula, long Bytes);
