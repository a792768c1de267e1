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

    private Digest(ulong a, ulong b, ulong c, ulong d) => (_a, _b, _c, _d) = (a, b, c, d);

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

    /// <summary>Bit by bit: what was put over a digest so comes off by the same.</summary>
    public static Digest operator ^(in Digest left, in Digest right) =>
        new(left._a ^ right._a, left._b ^ right._b, left._c ^ right._c, left._d ^ right._d);

    public override int GetHashCode() => _a.GetHashCode();

    private static ReadOnlySpan<byte> Bytes(in Digest digest) =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<Digest>(in digest));
}
