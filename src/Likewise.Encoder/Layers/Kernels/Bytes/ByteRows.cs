namespace Likewise.Encoder;

/// <summary>Rows brought to bytes by <see cref="QuantizeKernel"/>: value ≈ scale × (byte - zero).</summary>
/// <param name="bytes">Rows <paramref name="stride"/> apart, filled up to it with anything.</param>
/// <param name="scales">One a row.</param>
/// <param name="zeros">One a row.</param>
/// <param name="count">How many rows.</param>
/// <param name="stride">Bytes from one row to the next.</param>
internal readonly ref struct ByteRows(
    ReadOnlySpan<byte> bytes, ReadOnlySpan<float> scales, ReadOnlySpan<int> zeros, int count, int stride)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public ReadOnlySpan<float> Scales { get; } = scales;

    public ReadOnlySpan<int> Zeros { get; } = zeros;

    public int Count { get; } = count;

    public int Stride { get; } = stride;
}
