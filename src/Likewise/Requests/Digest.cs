using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Likewise;

/// <summary>A SHA-256 as a value: 32 bytes, compared byte for byte, without a heap object.</summary>
internal readonly record struct Digest
{
    public const int SizeInBytes = 32;

    private readonly ulong _a, _b, _c, _d;

    private Digest(ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        (_a, _b, _c, _d) = (words[0], words[1], words[2], words[3]);
    }

    public static Digest Of(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[SizeInBytes];
        SHA256.HashData(data, hash);
        return new Digest(hash);
    }

    public static Digest Read(ReadOnlySpan<byte> bytes) => bytes.Length == SizeInBytes
        ? new Digest(bytes)
        : throw new ArgumentException($"{SizeInBytes} bytes were expected, not {bytes.Length}.", nameof(bytes));

    public void CopyTo(Span<byte> destination) => Bytes(in this).CopyTo(destination);

    public string ToHex() => Convert.ToHexStringLower(Bytes(in this));

    /// <summary>The first eight bytes: SHA-256 is uniform, so any part of it is a good hash.</summary>
    public ulong Prefix => _a;

    public override int GetHashCode() => _a.GetHashCode();

    private static ReadOnlySpan<byte> Bytes(in Digest digest) =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<Digest>(in digest));
}
