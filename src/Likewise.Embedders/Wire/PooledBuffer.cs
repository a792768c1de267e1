using System.Buffers;

namespace Likewise.Embedders;

/// <summary>
/// Bytes in a rented array that grows up to a limit; the one owner of the array, which it returns when disposed.
/// </summary>
internal sealed class PooledBuffer(int bytesMax) : IBufferWriter<byte>, IDisposable
{
    private const int FirstBytes = 4 << 10;

    private byte[] _bytes = [];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_length, Room);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Forgets the array without returning it: something may still read it.</summary>
    public void Abandon() => (_bytes, _length) = ([], 0);

    public void Dispose()
    {
        var bytes = _bytes;
        Abandon();
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>A rented array may be longer than the limit.</summary>
    private int Room => Math.Min(_bytes.Length, bytesMax) - _length;

    private void EnsureRoom(int more)
    {
        if (Room >= more)
            return;

        var needed = (long)_length + more;
        if (needed > bytesMax)
            throw new BufferFullException(bytesMax);

        // Doubled, so that filling it takes few copies.
        var doubled = Math.Min(bytesMax, Math.Max(FirstBytes, _bytes.Length * 2L));
        var grown = ArrayPool<byte>.Shared.Rent((int)Math.Max(needed, doubled));
        _bytes.AsSpan(0, _length).CopyTo(grown);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = grown;
    }
}
