using System.Buffers.Binary;

namespace Likewise;

/// <summary>The first eight bytes of digests: what the decision log tells keys apart by.</summary>
internal static class DigestPrefix
{
    public static ulong Of(Scope scope)
    {
        Span<byte> bytes = stackalloc byte[Scope.SizeInBytes];
        scope.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    public static ulong Of(Fingerprint fingerprint)
    {
        Span<byte> bytes = stackalloc byte[Fingerprint.SizeInBytes];
        fingerprint.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }
}
