using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Likewise;

/// <summary>
/// The blocks of a decision log's file: a length, a checksum over length and body, the body. What a killed process left of its
/// last block fails that test, and is cut off.
/// </summary>
internal static class LogBlock
{
    public const int HeadBytes = sizeof(uint) + sizeof(ulong);

    /// <summary>A body is written when it has so much; one record may go beyond it.</summary>
    public const int BodyBytesFull = 64 << 10;

    /// <summary>No block is larger: a text is cut before.</summary>
    public const int BodyBytesMax = 1 << 20;

    public const int FileHeadBytes = 12;

    public const uint Version = 1;

    private static ReadOnlySpan<byte> Mark => "LkwsDcsn"u8;

    public static void WriteFileHead(Span<byte> destination)
    {
        Mark.CopyTo(destination);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[Mark.Length..], Version);
    }

    /// <returns>Why it is no head of a log that can be read; null where it is one, or the beginning of one.</returns>
    public static string? FaultOfFileHead(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith(Mark[..Math.Min(Mark.Length, head.Length)]))
            return "it is no decision log";
        if (head.Length < FileHeadBytes)
            return null; // The process was killed while it wrote the head.
        var version = BinaryPrimitives.ReadUInt32LittleEndian(head[Mark.Length..]);
        return version == Version ? null : $"it has version {version}; this release reads version {Version}";
    }

    public static void WriteHead(ReadOnlySpan<byte> body, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)body.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[sizeof(uint)..], Checksum(destination[..sizeof(uint)], body));
    }

    /// <summary>Reads the next block into a buffer.</summary>
    /// <returns>The length of its body; null where what follows is no whole block.</returns>
    public static int? TryRead(Stream file, ref byte[] body)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        if (file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes)
            return null;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (length is 0 or > BodyBytesMax)
            return null;

        if (body.Length < length)
            body = new byte[length];
        var read = body.AsSpan(0, (int)length);
        return file.ReadAtLeast(read, read.Length, throwOnEndOfStream: false) == read.Length
            && BinaryPrimitives.ReadUInt64LittleEndian(head[sizeof(uint)..]) == Checksum(head[..sizeof(uint)], read)
                ? read.Length
                : null;
    }

    /// <summary>The first eight bytes of a SHA-256: accidents are found, and a block takes 40 µs.</summary>
    private static ulong Checksum(ReadOnlySpan<byte> length, ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(length);
        sha.AppendData(body);
        sha.GetHashAndReset(hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
