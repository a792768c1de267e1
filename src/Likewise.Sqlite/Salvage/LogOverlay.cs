using System.Buffers.Binary;

namespace Likewise.Sqlite;

/// <summary>
/// What a write-ahead log puts over its file: of each page the last version that was committed. Read as SQLite's file format has
/// it (section 4): a frame counts when salts and checksums carry on from those before it, and a commit follows.
/// </summary>
internal sealed class LogOverlay
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const uint Magic = 0x377F_0682; // The last bit says in which order of bytes the checksums are taken.

    private readonly Dictionary<int, long> _pages = [];

    private LogOverlay()
    {
    }

    /// <summary>Pages of the database after the last commit; 0 where there was none.</summary>
    public int Pages { get; private set; }

    /// <summary>Where a page's last committed version stands in the log.</summary>
    public bool TryFind(int page, out long offset) => _pages.TryGetValue(page, out offset);

    /// <param name="log">The log; empty or not a log where there is nothing to put over.</param>
    /// <param name="pageBytes">Of the database.</param>
    public static LogOverlay Read(Stream log, int pageBytes)
    {
        var overlay = new LogOverlay();
        var header = new byte[HeaderBytes];
        if (log.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes
            || (BinaryPrimitives.ReadUInt32BigEndian(header) & ~1u) != Magic
            || BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(8)) != pageBytes)
            return overlay;

        var sum = new Sum(isBigEndian: (header[3] & 1) == 1);
        sum.Add(header.AsSpan(0, 24));
        if (sum.Is(header.AsSpan(24)))
            overlay.ReadFrames(log, header, sum, pageBytes);
        return overlay;
    }

    private void ReadFrames(Stream log, byte[] header, Sum sum, int pageBytes)
    {
        var frame = new byte[FrameHeaderBytes + pageBytes];
        var uncommitted = new Dictionary<int, long>();
        for (var offset = (long)HeaderBytes; ; offset += frame.Length)
        {
            if (log.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) < frame.Length
                || !frame.AsSpan(8, 8).SequenceEqual(header.AsSpan(16, 8)))
                return;
            sum.Add(frame.AsSpan(0, 8));
            sum.Add(frame.AsSpan(FrameHeaderBytes));
            if (!sum.Is(frame.AsSpan(16)))
                return;

            uncommitted[BinaryPrimitives.ReadInt32BigEndian(frame)] = offset + FrameHeaderBytes;
            if (BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(4)) is not (> 0 and var pages))
                continue;
            foreach (var (page, at) in uncommitted)
                _pages[page] = at;
            uncommitted.Clear();
            Pages = pages;
        }
    }

    /// <summary>The log's running checksum: two sums over pairs of words, each taking in the other.</summary>
    private struct Sum(bool isBigEndian)
    {
        private uint _first, _second;

        public void Add(ReadOnlySpan<byte> bytes)
        {
            for (; bytes.Length >= 8; bytes = bytes[8..])
            {
                _first += Word(bytes) + _second;
                _second += Word(bytes[4..]) + _first;
            }
        }

        /// <summary>Whether it is what stands here, which is always big-endian.</summary>
        public readonly bool Is(ReadOnlySpan<byte> written) =>
            BinaryPrimitives.ReadUInt32BigEndian(written) == _first
            && BinaryPrimitives.ReadUInt32BigEndian(written[4..]) == _second;

        private readonly uint Word(ReadOnlySpan<byte> bytes) => isBigEndian
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }
}
