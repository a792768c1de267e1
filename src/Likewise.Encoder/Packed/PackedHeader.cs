using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Likewise.Encoder;

/// <summary>The head of a file of packed weights, as docs/formats/packed-weights.md has it.</summary>
/// <param name="Key">What the file was made of, and by what: 32 bytes.</param>
/// <param name="WeightsDigest">SHA-256 of the model's weights file, lower-case hex.</param>
/// <param name="BodyBytes">What follows the head.</param>
/// <param name="BodyChecksum">As <see cref="BlockChecksum"/> has it.</param>
internal sealed record PackedHeader(byte[] Key, string WeightsDigest, long BodyBytes, uint BodyChecksum)
{
    public const int Bytes = 128;

    /// <summary>Where arrays begin in a file: at multiples of this, a cache line.</summary>
    public const int Alignment = 64;

    public const int Version = 1;

    private const uint ByteOrder = 0x01020304;
    private const int DigestCharacters = 64;

    /// <summary>Line ends of both sorts and the old end-of-file: a transfer as text would change them.</summary>
    private static ReadOnlySpan<byte> Magic => [(byte)'L', (byte)'W', (byte)'P', (byte)'W', 0x0D, 0x0A, 0x1A, 0x0A];

    public void Write(Span<byte> head)
    {
        head = head[..Bytes];
        head.Clear();
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], Version);
        // In this machine's order, as are the arrays: a machine of the other order reads it reversed and turns the file down.
        MemoryMarshal.Write(head[12..], ByteOrder);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], BodyBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(head[24..], BodyChecksum);
        Key.CopyTo(head[32..64]);
        Encoding.ASCII.GetBytes(WeightsDigest, head[64..]);
        BinaryPrimitives.WriteUInt32LittleEndian(head[28..], BlockChecksum.Of(head));
    }

    /// <summary>Reads the head of a file, and checks it against the file's length and what is wanted.</summary>
    /// <exception cref="FormatException">It is no whole file of packed weights, or not of what is wanted.</exception>
    public static PackedHeader Read(ReadOnlySpan<byte> head, long fileBytes, ReadOnlySpan<byte> key)
    {
        if (head.Length < Bytes || !head.StartsWith(Magic)) throw new FormatException("it is no file of packed weights");
        var version = BinaryPrimitives.ReadInt32LittleEndian(head[8..]);
        if (version != Version) throw new FormatException($"it has version {version}, where {Version} is read");
        if (MemoryMarshal.Read<uint>(head[12..]) != ByteOrder) throw new FormatException("it has another byte order");

        Span<byte> copy = stackalloc byte[Bytes];
        head[..Bytes].CopyTo(copy);
        copy[28..32].Clear();
        if (BlockChecksum.Of(copy) != BinaryPrimitives.ReadUInt32LittleEndian(head[28..]))
            throw new FormatException("its head is damaged");
        if (!head.Slice(32, 32).SequenceEqual(key)) throw new FormatException("it was made of something else");

        var bodyBytes = BinaryPrimitives.ReadInt64LittleEndian(head[16..]);
        if (bodyBytes != fileBytes - Bytes)
            throw new FormatException($"it has {fileBytes} bytes, where {bodyBytes + Bytes} were written");
        return new PackedHeader(
            key.ToArray(), Encoding.ASCII.GetString(head.Slice(64, DigestCharacters)), bodyBytes,
            BinaryPrimitives.ReadUInt32LittleEndian(head[24..]));
    }

    /// <summary>The next multiple of <see cref="Alignment"/>.</summary>
    public static long Align(long offset) => (offset + Alignment - 1) & -Alignment;
}
