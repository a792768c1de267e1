namespace Likewise.Vectors.Snapshots;

/// <summary>Keeps an index on disk: a snapshot, and a log of what has changed since.</summary>
/// <remarks>
/// <para><b>Files.</b> A snapshot stands at a point of the index's history and a log begins at one; both are named after its
/// sequence. The newest snapshot with the logs from there on is the index. The snapshot before it stays, with its logs, until a
/// newer one has been written and read back: if the newest is damaged, the one before and more logs give the same index.</para>
/// <para><b>Changes</b> are applied and then logged, one at a time, under one lock: nobody who holds it sees the index ahead of
/// the log. They are sure to outlive a loss of power when a <see cref="Flush"/> that began afterwards has come back.</para>
/// <para><b>Compaction</b> turns to a new log, saves the index, flushes the new log, and only then gives the snapshot its name,
/// while changes go on. The log is turned before the save begins, so the snapshot holds every change before the log. It is
/// flushed after the save has ended, so it holds every change that the snapshot may hold beyond; those are applied twice, which
/// gives the same. A snapshot ahead of its log would, after a crash, be an index that never was: the last change without some of
/// those before it.</para>
/// <para><b>Locks</b> are taken in this order: the caller's own, compacting, syncing, changing, those of the index. Changes wait
/// for a flush only while a log ends, for what few changes came since the flush before; never for a save.</para>
/// </remarks>
internal sealed partial class SnapshotDirectory : IDisposable
{
    /// <summary>A log below this is not worth a compaction: it is read back in 20 ms.</summary>
    private const long LogBytesMin = 16 << 20;

    private readonly Lock _compacting = new();
    private readonly Lock _syncing = new();
    private readonly Lock _changing = new();
    private readonly SnapshotFiles _files;
    private readonly IRecoverable _target;
    private readonly FileStream _held;
    private ChangeLog _log;
    private SnapshotHeader? _good;

    private SnapshotDirectory(SnapshotFiles files, IRecoverable target, FileStream held, ChangeLog log, Recovery recovery)
    {
        (_files, _target, _held, _log) = (files, target, held, log);
        (_good, Recovery) = (recovery.Snapshot, recovery);
    }

    public Recovery Recovery { get; }

    /// <summary>Whether the log has grown so long, beside the snapshot, that a new snapshot is worth its writing.</summary>
    public bool IsCompactionDue
    {
        get
        {
            lock (_changing)
                return _log.Bytes >= Math.Max(LogBytesMin, (_good?.FileBytes ?? 0) / 2);
        }
    }

    /// <summary>Adds a row to the index, or replaces the one that has this key, and logs it.</summary>
    /// <exception cref="IOException">The log cannot be written; the change is made, but not in it.</exception>
    public void Add(long key, ReadOnlySpan<byte> row)
    {
        lock (_changing)
        {
            _target.Add(key, row);
            _log.Add(key, row);
        }
    }

    /// <summary>Removes a row from the index, and logs it if there was one.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="IOException">The log cannot be written; the change is made, but not in it.</exception>
    public bool Remove(long key)
    {
        lock (_changing)
        {
            if (!_target.Remove(key))
                return false;

            _log.Remove(key);
            return true;
        }
    }

    /// <summary>Returns when every change logged so far would outlive a loss of power.</summary>
    /// <exception cref="IOException">They may not; after a failed flush only <see cref="StartOver"/> helps.</exception>
    public void Flush()
    {
        lock (_syncing)
        {
            lock (_changing)
                _log.Write();
            _log.Sync();
        }
    }

    /// <summary>Writes a snapshot and begins a new log, while changes go on.</summary>
    /// <exception cref="IOException">There is no new snapshot; what there was before stands.</exception>
    /// <exception cref="VectorSnapshotException">The same, and what was written could not be read back.</exception>
    public void Compact()
    {
        lock (_compacting)
        {
            // 1. Changes from here on have a log of their own.
            var at = TurnLog();
            if (_good?.At == at)
                return;

            // 2. Write what came before, and read it back. What it holds of later changes is in the log before it counts.
            var header = Save(
                writer =>
                {
                    Flush();
                    return writer.Commit(at);
                },
                at.Sequence);

            // 3. Keep this one and the one before.
            _files.RemoveAllBut(_good?.At.Sequence ?? 0, at.Sequence);
            _good = header;
        }
    }

    /// <summary>
    /// Writes a snapshot of an index that was changed without being logged, such as one that was filled in bulk. A history of its
    /// own begins; what was there before is of no more use and is removed.
    /// </summary>
    /// <remarks>Changes wait. A caller whose save takes a lock of its own holds that lock already.</remarks>
    public void StartOver()
    {
        lock (_compacting)
        {
            lock (_syncing)
            {
                lock (_changing)
                {
                    var sequence = _log.To.Sequence + 1;
                    var header = Save(writer => writer.Commit(sequence), sequence);
                    BeginLog(header.At);
                    _files.RemoveAllBut(sequence, sequence);
                    _good = header;
                }
            }
        }
    }

    /// <summary>Lets go of the directory, and of changes that were not flushed.</summary>
    public void Dispose()
    {
        lock (_compacting)
        {
            lock (_syncing)
            {
                lock (_changing)
                    _log.Dispose();
            }

            _held.Dispose();
        }
    }

    /// <returns>Where the log begins that is in use now.</returns>
    private HistoryPoint TurnLog()
    {
        lock (_syncing)
        {
            // Most of the log goes to the disk while changes go on, and only the rest while they wait.
            lock (_changing)
                _log.Write();
            _log.Sync();
            lock (_changing)
            {
                if (_log.To == _log.From)
                    return _log.From;

                _log.Write();
                _log.Sync();
                BeginLog(_log.To);
                return _log.From;
            }
        }
    }

    private void BeginLog(HistoryPoint from)
    {
        var next = ChangeLog.Create(_files.LogAt(from.Sequence), new(_target.Kind, _target.Dimension, from));
        _log.Dispose();
        _log = next;
    }

    private SnapshotHeader Save(Func<SnapshotWriter, SnapshotHeader> commit, long sequence)
    {
        var path = _files.SnapshotAt(sequence);
        using var writer = new SnapshotWriter(path, _target.Kind, _target.Dimension);
        _target.Save(writer);
        var header = commit(writer);
        Snapshot.Open(path).Verify();
        return header;
    }
}
