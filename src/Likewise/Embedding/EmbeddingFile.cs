using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Likewise;

/// <summary>
/// The file of remembered embeddings, <c>docs/formats/embeddings.md</c>: a head, one record a text, a SHA-256 over all of it.
/// </summary>
internal static class EmbeddingFile
{
    private const int HeadBytes = 24;
    private const uint Version = 1;

    private static ReadOnlySpan<byte> Mark => "LkwsEmbd"u8;

    /// <returns>The records; none where there is no file, or one of another embedder.</returns>
    /// <exception cref="InvalidDataException">The file is no such file, or damaged.</exception>
    public static async ValueTask<IReadOnlyList<(Digest Text, float[] Vector, bool IsTruncated)>> ReadAsync(
        string path, EmbedderIdentity identity, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return [];

        var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        var file = bytes.AsSpan();
        if (file.Length < HeadBytes + Digest.SizeInBytes || !file.StartsWith(Mark))
            throw new InvalidDataException($"'{path}' is no file of remembered embeddings.");
        var version = BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
        if (version != Version)
            throw new InvalidDataException($"'{path}' has version {version}; this release reads version {Version}.");
        if (!SHA256.HashData(file[..^Digest.SizeInBytes]).AsSpan().SequenceEqual(file[^Digest.SizeInBytes..]))
            throw new InvalidDataException($"'{path}' is damaged: its checksum is another. It can be deleted, and is made anew.");

        // Past its checksum the file says what was written; sizes are read, not guarded against.
        var count = BinaryPrimitives.ReadInt32LittleEndian(file[12..]);
        var dimension = BinaryPrimitives.ReadInt32LittleEndian(file[16..]);
        var identityBytes = BinaryPrimitives.ReadInt32LittleEndian(file[20..]);
        if (Encoding.UTF8.GetString(file.Slice(HeadBytes, identityBytes)) != identity.ToString())
            return [];

        var rows = new (Digest, float[], bool)[count];
        var rest = file[(HeadBytes + identityBytes)..];
        for (var row = 0; row < count; row++, rest = rest[RecordBytes(dimension)..])
        {
            var vector = MemoryMarshal.Cast<byte, float>(rest.Slice(Digest.SizeInBytes + 1, dimension * sizeof(float)));
            rows[row] = (Digest.Read(rest[..Digest.SizeInBytes]), vector.ToArray(), rest[Digest.SizeInBytes] != 0);
        }

        return rows;
    }

    public static async ValueTask WriteAsync(
        string path, EmbedderIdentity identity, IReadOnlyList<(Digest Text, float[] Vector, bool IsTruncated)> rows,
        CancellationToken cancellationToken)
    {
        var bytes = Write(identity, rows);
        var draft = path + ".draft"; // One that a killed process left is overwritten.
        try
        {
            var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static byte[] Write(EmbedderIdentity identity, IReadOnlyList<(Digest Text, float[] Vector, bool IsTruncated)> rows)
    {
        var name = Encoding.UTF8.GetBytes(identity.ToString());
        var record = RecordBytes(identity.Dimension);
        var bytes = new byte[HeadBytes + name.Length + (rows.Count * record) + Digest.SizeInBytes];
        Mark.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), rows.Count);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), identity.Dimension);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), name.Length);
        name.CopyTo(bytes, HeadBytes);

        for (var row = 0; row < rows.Count; row++)
        {
            var to = bytes.AsSpan(HeadBytes + name.Length + (row * record), record);
            rows[row].Text.CopyTo(to);
            to[Digest.SizeInBytes] = rows[row].IsTruncated ? (byte)1 : (byte)0;
            MemoryMarshal.AsBytes(rows[row].Vector.AsSpan()).CopyTo(to[(Digest.SizeInBytes + 1)..]);
        }

        SHA256.HashData(bytes.AsSpan(0, bytes.Length - Digest.SizeInBytes), bytes.AsSpan(bytes.Length - Digest.SizeInBytes));
        return bytes;
    }

    private static int RecordBytes(int dimension) => Digest.SizeInBytes + 1 + (dimension * sizeof(float));
}
