using System.Buffers.Binary;
using System.Numerics;

namespace Likewise.Sqlite;

/// <summary>The pages of a database that SQLite itself may not be able to read, with those of its log put over them.</summary>
internal sealed class PageFile : IDisposable
{
    /// <summary>What every store is made with, for a file whose header is lost.</summary>
    private const int UsualPageBytes = 4_096;

    private readonly FileStream _file;
    private readonly FileStream? _log;
    private readonly LogOverlay? _overlay;

    public PageFile(string path)
    {
        _file = Open(path);
        try
        {
            PageBytes = ReadPageBytes();
            if (File.Exists(path + "-wal"))
                _overlay = LogOverlay.Read(_log = Open(path + "-wal"), PageBytes);
        }
        catch
        {
            Dispose();
            throw;
        }

        // What a lost page of the file says of its length is not asked: the file knows.
        Pages = Math.Max((int)((_file.Length + PageBytes - 1) / PageBytes), _overlay?.Pages ?? 0);
    }

    public int PageBytes { get; }

    public int Pages { get; }

    /// <summary>Reads a page; what a file that was cut short lacks of it is zeros.</summary>
    /// <param name="page">From 1.</param>
    /// <returns>Null where there is no such page.</returns>
    public byte[]? Read(long page)
    {
        if (page < 1 || page > Pages)
            return null;
        var bytes = new byte[PageBytes];
        if (_overlay is not null && _overlay.TryFind((int)page, out var offset))
            ReadAt(_log!, offset, bytes); // Where there is an overlay there is a log.
        else
            ReadAt(_file, (page - 1) * PageBytes, bytes);
        return bytes;
    }

    public void Dispose()
    {
        _file.Dispose();
        _log?.Dispose();
    }

    private int ReadPageBytes()
    {
        var header = new byte[18];
        ReadAt(_file, 0, header);
        var written = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(16));
        return written >= 512 && BitOperations.IsPow2(written) ? written : UsualPageBytes;
    }

    private static void ReadAt(FileStream file, long offset, byte[] bytes)
    {
        file.Position = offset;
        file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
}
