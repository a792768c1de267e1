using System.Buffers.Binary;

namespace Likewise.Sqlite;

/// <summary>
/// A database's first hundred bytes, read without SQLite, which might write to a file merely by opening it. Offsets are those of
/// SQLite's file format.
/// </summary>
internal static class StoreHeader
{
    private const int SizeInBytes = 100;
    private const int UserVersionOffset = 60;
    private const int ApplicationIdOffset = 68;

    /// <summary>Refuses what is plainly no store, or a newer one. A file that is not there passes.</summary>
    public static void Check(string path)
    {
        Span<byte> header = stackalloc byte[SizeInBytes];
        if (Directory.Exists(path))
            throw new StoreRefusedException(path, StoreRefusal.Unusable, "is a directory. Name a file.");
        if (!File.Exists(path))
            return;
        if (!TryRead(path, header) || !header.StartsWith("SQLite format 3\0"u8))
            throw new StoreRefusedException(path, StoreRefusal.NotADatabase,
                "is not an SQLite database, or its beginning is damaged. Name another file, or move it away to start empty.");
        if (BinaryPrimitives.ReadInt32BigEndian(header[ApplicationIdOffset..]) != Schema.ApplicationId)
            throw new StoreRefusedException(path, StoreRefusal.Foreign,
                "is an SQLite database, but not a store of Likewise. Name another file.");
        CheckVersion(path, BinaryPrimitives.ReadInt32BigEndian(header[UserVersionOffset..]));
    }

    public static void CheckVersion(string path, int version)
    {
        if (version > Schema.Steps.Count)
            throw new StoreRefusedException(path, StoreRefusal.Newer, $"has schema version {version}; this Likewise knows "
                + $"versions up to {Schema.Steps.Count}. Use the Likewise that wrote it or a later one, or another file.");
        if (version < 1)
            throw new StoreRefusedException(path, StoreRefusal.Corrupt,
                $"says that it has schema version {version}, which never was. Move it away to start empty.");
    }

    private static bool TryRead(string path, Span<byte> header)
    {
        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException(path, StoreRefusal.Unusable, $"cannot be read: {e.Message}", e);
        }
    }
}
