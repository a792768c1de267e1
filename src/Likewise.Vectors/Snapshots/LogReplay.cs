using Microsoft.Win32.SafeHandles;

namespace Likewise.Vectors.Snapshots;

/// <summary>What came of reading a log.</summary>
/// <param name="To">The point that its last whole record leads to.</param>
/// <param name="EndBytes">Where that record ends.</param>
/// <param name="DroppedBytes">What lies behind it: the beginning of a record whose writing was broken off.</param>
internal readonly record struct LogReplay(HistoryPoint To, long EndBytes, long DroppedBytes)
{
    /// <summary>Applies the changes of a log, in order.</summary>
    /// <param name="path">The log. Nothing is written to it.</param>
    /// <param name="expected">What its header must be.</param>
    /// <param name="target">Receives the changes; it is left in the midst of them when the log is refused.</param>
    /// <exception cref="VectorSnapshotException">It is no log, belongs elsewhere, or is damaged before its end.</exception>
    public static LogReplay Run(string path, LogHeader expected, IRecoverable target)
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        var window = new LogWindow(file, RandomAccess.GetLength(file));

        // 1. The header.
        var start = window.At(0, (int)Math.Min(window.FileBytes, LogHeader.Bytes));
        expected.ThrowUnlessSame(LogHeader.Read(path, start), path);

        // 2. The records, as long as they are whole and in order.
        var (to, at) = (expected.From, (long)LogHeader.Bytes);
        while (window.TryRead(at, to.Sequence, to.Sequence + 1, out var record))
        {
            if (record.Sort == ChangeSort.Add)
                target.Add(record.Key, record.Row);
            else
                target.Remove(record.Key);
            to = to.After(record.Hash);
            at += record.Whole.Length;
        }

        // 3. The rest is what a crash broke off, unless a later record is whole: then the log is damaged before its end.
        var dropped = window.FileBytes - at;
        for (var probe = at; probe < window.FileBytes; probe += ChangeRecord.Alignment)
        {
            if (window.TryRead(probe, to.Sequence, to.Sequence + 1 + (dropped / ChangeRecord.HeadBytes), out var later))
                throw FileMark.Log.Corrupt(path, $"is damaged at byte {at}, and change {later.Sequence} follows");
        }

        return new(to, at, dropped);
    }

    /// <summary>A file as it is read from front to back, with a step back now and then.</summary>
    private sealed class LogWindow(SafeFileHandle file, long fileBytes)
    {
        /// <summary>Several of the longest records, so that few are read twice.</summary>
        private readonly byte[] _bytes = new byte[Math.Min(fileBytes, 4 * ChangeRecord.RowBytesMax)];
        private long _start;
        private int _filled;

        public long FileBytes => fileBytes;

        /// <summary>Reads a record, if there is a whole one here whose sequence is within the limits.</summary>
        public bool TryRead(long offset, long above, long atMost, out ChangeRecord record)
        {
            record = default;
            if (fileBytes - offset < ChangeRecord.HeadBytes)
                return false;

            var bytes = ChangeRecord.BytesOf(At(offset, ChangeRecord.HeadBytes), above, atMost);
            return bytes > 0 && bytes <= fileBytes - offset && ChangeRecord.TryRead(At(offset, bytes), out record);
        }

        public ReadOnlySpan<byte> At(long offset, int bytes)
        {
            if (offset < _start || offset + bytes > _start + _filled)
            {
                (_start, _filled) = (offset, 0);
                while (_filled < bytes)
                {
                    var read = RandomAccess.Read(file, _bytes.AsSpan(_filled), _start + _filled);
                    if (read == 0)
                        throw new EndOfStreamException("The log became shorter while it was read.");
                    _filled += read;
                }
            }

            return _bytes.AsSpan((int)(offset - _start), bytes);
        }
    }
}
