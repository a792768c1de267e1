using System.Buffers.Binary;
using System.Text;

namespace Likewise;

/// <summary>Numbers and texts as a decision log has them, one after the other in a buffer that grows.</summary>
internal sealed class LogBytes
{
    private byte[] _bytes = new byte[4096];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Byte(byte value) => Take(1)[0] = value;

    /// <summary>Seven bits a byte, the lowest first; the highest bit says that more follows.</summary>
    public void Count(ulong value)
    {
        var bytes = Room(10);
        var at = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[at++] = (byte)(value | 0x80);
        bytes[at++] = (byte)value;
        Length += at;
    }

    public void Count(long value) => Count((ulong)value);

    /// <summary>A number that may be negative: small ones of either sign are short.</summary>
    public void Signed(long value) => Count((ulong)((value << 1) ^ (value >> 63)));

    public void Word(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    /// <summary>The exact bits.</summary>
    public void Number(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), value);

    public void Id(EntryId id) => id.CopyTo(Take(EntryId.SizeInBytes));

    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Count(length);
        Encoding.UTF8.GetBytes(text, Take(length));
    }

    /// <summary>Another's bytes, with their length before them.</summary>
    public void Block(ReadOnlySpan<byte> bytes)
    {
        Count(bytes.Length);
        bytes.CopyTo(Take(bytes.Length));
    }

    private Span<byte> Take(int length)
    {
        var bytes = Room(length);
        Length += length;
        return bytes;
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - Length < length)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + length));
        return _bytes.AsSpan(Length, length);
    }
}
