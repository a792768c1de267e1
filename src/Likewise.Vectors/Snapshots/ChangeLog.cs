using Microsoft.Win32.SafeHandles;

namespace Likewise.Vectors.Snapshots;

/// <summary>Appends changes to a log. One thread at a time; <see cref="Sync"/> may run beside.</summary>
/// <remarks>
/// A record stands in memory until <see cref="Write"/>, which also happens when 64 KiB have come together, and is sure to outlive
/// a loss of power after <see cref="Sync"/>. A write that failed is repeated at the same place by the next one; after a failed
/// flush nobody knows what the disk has, so the log takes nothing more.
/// </remarks>
internal sealed class ChangeLog : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly SafeFileHandle _file;
    private byte[] _pending = new byte[BufferBytes];
    private int _pendingBytes;
    private long _writtenBytes;
    private volatile bool _isBroken;

    private ChangeLog(string path, long bytes, HistoryPoint from, HistoryPoint to)
    {
        _file = File.OpenHandle(path, access: FileAccess.Write, share: FileShare.Read | FileShare.Delete);
        (_writtenBytes, From, To) = (bytes, from, to);
    }

    /// <summary>Where the log begins.</summary>
    public HistoryPoint From { get; }

    /// <summary>Where it has come to.</summary>
    public HistoryPoint To { get; private set; }

    /// <summary>Its length, with what waits in memory.</summary>
    public long Bytes => _writtenBytes + _pendingBytes;

    /// <summary>Makes an empty log, to last.</summary>
    public static ChangeLog Create(string path, LogHeader header)
    {
        Span<byte> bytes = stackalloc byte[LogHeader.Bytes];
        header.Write(bytes);
        using var file = new DraftFile(path);
        file.Stream.Write(bytes);
        file.Commit();
        return new(path, LogHeader.Bytes, header.From, header.From);
    }

    /// <summary>Goes on with a log that was read, after what was whole of it; the rest is cut off.</summary>
    public static ChangeLog Resume(string path, LogHeader header, LogReplay replay)
    {
        var log = new ChangeLog(path, replay.EndBytes, header.From, replay.To);
        if (replay.DroppedBytes == 0)
            return log;

        try
        {
            RandomAccess.SetLength(log._file, replay.EndBytes);
            log.Sync();
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    public void Add(long key, ReadOnlySpan<byte> row) => Append(ChangeSort.Add, key, row);

    public void Remove(long key) => Append(ChangeSort.Remove, key, []);

    /// <summary>Hands what waits in memory to the operating system: it outlives the process, not a loss of power.</summary>
    public void Write()
    {
        ThrowIfBroken();
        RandomAccess.Write(_file, _pending.AsSpan(0, _pendingBytes), _writtenBytes);
        _writtenBytes += _pendingBytes;
        _pendingBytes = 0;
    }

    /// <summary>Brings what was written to the disk.</summary>
    public void Sync()
    {
        ThrowIfBroken();
        try
        {
            RandomAccess.FlushToDisk(_file);
        }
        catch
        {
            _isBroken = true;
            throw;
        }
    }

    /// <summary>Lets go of the file, and of what was not written.</summary>
    public void Dispose() => _file.Dispose();

    private void Append(ChangeSort sort, long key, ReadOnlySpan<byte> row)
    {
        ThrowIfBroken();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(row.Length, ChangeRecord.RowBytesMax, nameof(row));
        var bytes = ChangeRecord.BytesFor(row.Length);
        if (bytes > _pending.Length - _pendingBytes)
            Write();
        if (bytes > _pending.Length)
            _pending = new byte[bytes];

        var hash = ChangeRecord.Write(_pending.AsSpan(_pendingBytes, bytes), To.Sequence + 1, key, sort, row);
        _pendingBytes += bytes;
        To = To.After(hash);
    }

    private void ThrowIfBroken()
    {
        if (_isBroken)
            throw new IOException("The log could not be brought to the disk. A new snapshot must be begun.");
    }
}
