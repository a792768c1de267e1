using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Likewise;

/// <summary>
/// Seals an answer into the bytes that stores keep, and opens them again. The form, version 1, is specified in
/// docs/formats/payload.md: <c>"LWPL"</c>, version and body length (32-bit little-endian each), the first 16 bytes of the body's
/// SHA-256, the body (UTF-8 JSON).
/// </summary>
internal static class PayloadCodec
{
    public const int HeaderBytes = 28;

    private const int Version = 1;
    private const int VersionAt = 4;
    private const int LengthAt = 8;
    private const int ChecksumAt = 12;
    private const int ChecksumBytes = 16;

    // Text stays as it is instead of being escaped: a payload is never put into a page, and most scripts then take half the room.
    private static readonly JsonTypeInfo<RecordedResponse> Json = (JsonTypeInfo<RecordedResponse>)
        new JsonSerializerOptions(PayloadJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            .GetTypeInfo(typeof(RecordedResponse));

    private static ReadOnlySpan<byte> Magic => "LWPL"u8;

    /// <param name="response">A whole answer whose text is valid Unicode.</param>
    public static byte[] Seal(RecordedResponse response)
    {
        var body = Write(response);
        var sealedBytes = new byte[HeaderBytes + body.Length];
        Magic.CopyTo(sealedBytes);
        BinaryPrimitives.WriteInt32LittleEndian(sealedBytes.AsSpan(VersionAt), Version);
        BinaryPrimitives.WriteInt32LittleEndian(sealedBytes.AsSpan(LengthAt), body.Length);
        Checksum(body, sealedBytes.AsSpan(ChecksumAt, ChecksumBytes));
        body.CopyTo(sealedBytes, HeaderBytes);
        return sealedBytes;
    }

    /// <exception cref="PayloadException">The bytes are not what was sealed: foreign, newer, cut short or changed.</exception>
    public static RecordedResponse Open(ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < HeaderBytes || !sealedBytes.StartsWith(Magic))
            throw new PayloadException(PayloadFault.Foreign);
        if (BinaryPrimitives.ReadInt32LittleEndian(sealedBytes[VersionAt..]) != Version)
            throw new PayloadException(PayloadFault.Version);

        var body = sealedBytes[HeaderBytes..];
        if (BinaryPrimitives.ReadInt32LittleEndian(sealedBytes[LengthAt..]) != body.Length)
            throw new PayloadException(PayloadFault.Length);

        Span<byte> checksum = stackalloc byte[ChecksumBytes];
        Checksum(body, checksum);
        if (!checksum.SequenceEqual(sealedBytes.Slice(ChecksumAt, ChecksumBytes)))
            throw new PayloadException(PayloadFault.Checksum);

        return Deserialize(body);
    }

    /// <summary>The body alone.</summary>
    public static byte[] Write(RecordedResponse response) => JsonSerializer.SerializeToUtf8Bytes(response, Json);

    private static RecordedResponse Deserialize(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, Json)
                ?? throw new PayloadException(PayloadFault.Body);
        }
        catch (JsonException broken)
        {
            throw new PayloadException(PayloadFault.Body, broken);
        }
    }

    private static void Checksum(ReadOnlySpan<byte> body, Span<byte> destination)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        hash[..ChecksumBytes].CopyTo(destination);
    }
}
