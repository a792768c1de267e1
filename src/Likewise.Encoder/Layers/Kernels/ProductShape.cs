namespace Likewise.Encoder;

/// <summary>The shape of one product, left × right = destination.</summary>
/// <param name="Rows">Rows of left and destination.</param>
/// <param name="Depth">Columns of left, rows of right.</param>
/// <param name="Columns">Columns of right and destination, before padding.</param>
/// <param name="LeftStride">Floats from one row of left to the next.</param>
/// <param name="DestinationStride">Floats from one row of the destination to the next; at least the padded columns.</param>
internal readonly record struct ProductShape(int Rows, int Depth, int Columns, int LeftStride, int DestinationStride);
