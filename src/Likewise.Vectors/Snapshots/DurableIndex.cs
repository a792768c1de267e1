using Likewise.Vectors.Snapshots;

namespace Likewise.Vectors;

/// <summary>
/// Keeps an index in a directory, as a snapshot and a log of what has changed since, so that it is there again when the process
/// has ended, however it ended.
/// </summary>
/// <remarks>
/// <para><b>What is promised.</b> What had changed when a <see cref="Flush"/> began that has come back is there after a crash,
/// additions and removals alike. Later changes are there up to some point, in order. A damaged snapshot is passed over for the
/// one before and its log, which give the same; what cannot be made up for is refused, never half read.</para>
/// <para><b>Searches</b> are those of the index inside. A change costs what it costs there and about 1 µs for the log; it waits
/// for a disk only while a log ends (some milliseconds), never while a snapshot is written.</para>
/// <para>If the log cannot be written, the change is made all the same, and the exception says that it may be lost; the next
/// <see cref="Flush"/> makes up for it with a whole snapshot.</para>
/// </remarks>
public sealed class DurableIndex : VectorIndex, IDisposable
{
    private const int StackBytes = 4096;

    /// <summary>How many changes are made after a failed compaction before the next is tried in the background.</summary>
    private const int ChangesBetweenTries = 10_000;

    private readonly Lock _changing = new();
    private readonly VectorIndex _index;
    private readonly ISavedIndex _rows;
    private readonly SnapshotDirectory _directory;
    private readonly bool _compactsInBackground;
    private volatile Exception? _compactionFault;
    private int _changesToNextTry; // Guarded by the lock, as the next two.
    private int _unlogged; // Above 0 when the log is not all that it should be.
    private bool _isDisposed;

    private DurableIndex(VectorIndex index, ISavedIndex rows, SnapshotDirectory directory, bool compactsInBackground)
        : base(index.Dimension)
    {
        (_index, _rows, _directory, _compactsInBackground) = (index, rows, directory, compactsInBackground);
        var (snapshot, replayed, dropped, refused) = directory.Recovery;
        Recovery = new((snapshot?.At.Sequence ?? 0) + replayed, replayed, dropped, refused);
    }

    /// <inheritdoc/>
    public override int Count => _index.Count;

    /// <inheritdoc/>
    public override long Bytes => _index.Bytes;

    /// <summary>How it was opened: what was read, what was broken off, what was damaged.</summary>
    public IndexRecovery Recovery { get; }

    /// <summary>Why the last compaction in the background failed; null when it did not, or there was none.</summary>
    /// <remarks>Nothing is lost by it: the log goes on growing, and the next one is tried some thousand changes later.</remarks>
    public Exception? CompactionFault => _compactionFault;

    /// <summary>Ends with the compaction that is under way in the background.</summary>
    internal Task Compaction { get; private set; } = Task.CompletedTask;

    internal override int Slots => _index.Slots;

    internal override int Moves => _index.Moves;

    internal override Task Settled => _index.Settled;

    internal override ISavedIndex? Saved => _rows;

    internal SnapshotDirectory Directory => _directory;

    /// <summary>Opens the index in a directory, or begins one there.</summary>
    /// <param name="directory">Holds nothing else. Made if it is not there. One process may have it open at a time.</param>
    /// <param name="index">
    /// An empty index, which receives what the directory holds; from then on it is changed through this one only.
    /// </param>
    /// <param name="options">Read once.</param>
    /// <exception cref="VectorSnapshotException">
    /// What is there does not give this index: it is damaged beyond what snapshots and logs make up for, it is another sort of
    /// index or of a newer version, or it is in use. The files are as they were.
    /// </exception>
    /// <exception cref="IOException">The directory cannot be read or written.</exception>
    /// <exception cref="NotSupportedException">This sort of index has no snapshots.</exception>
    public static DurableIndex Open(string directory, VectorIndex index, DurableIndexOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(index);
        if (index.Count > 0)
            throw new ArgumentException("The index is not empty; what it holds would be lost.", nameof(index));

        options ??= new DurableIndexOptions();
        var saved = new SavedIndex(index);
        return new(index, saved.Rows, SnapshotDirectory.Open(directory, saved, options.Verify), options.CompactsInBackground);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">It is added, but may be lost in a crash before the next <see cref="Flush"/>.</exception>
    public override void Add(long key, ReadOnlySpan<float> vector)
    {
        var scale = ScaleOf(vector, nameof(vector));
        var bytes = _rows.RowBytes;
        var row = bytes <= StackBytes ? stackalloc byte[bytes] : new byte[bytes];
        _rows.WriteRow(vector, scale, row);
        lock (_changing)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _unlogged++; // Until it is logged; what throws leaves it so.
            _directory.Add(key, row);
            _unlogged--;
            CompactIfDue();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">It is removed, but may come back in a crash before the next <see cref="Flush"/>.</exception>
    public override bool Remove(long key)
    {
        lock (_changing)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _unlogged++;
            var isRemoved = _directory.Remove(key);
            _unlogged--;
            CompactIfDue();
            return isRemoved;
        }
    }

    /// <inheritdoc/>
    public override int Search(ReadOnlySpan<float> query, float similarityMin, Span<Neighbor> destination) =>
        _index.Search(query, similarityMin, destination);

    /// <summary>Returns when every change that came back before would outlive a loss of power.</summary>
    /// <exception cref="IOException">They may not. The next call writes them anew, as a whole snapshot.</exception>
    public void Flush()
    {
        if (TryMakeUp())
            return;

        try
        {
            _directory.Flush();
        }
        catch
        {
            lock (_changing)
                _unlogged++;
            throw;
        }
    }

    /// <summary>Writes a snapshot and begins a new log, while searches and changes go on.</summary>
    /// <exception cref="IOException">There is no new snapshot; what there was before stands, and no change is lost.</exception>
    /// <exception cref="VectorSnapshotException">The same, and what was written could not be read back.</exception>
    public void Compact()
    {
        if (!TryMakeUp())
            _directory.Compact();
    }

    /// <summary>Flushes, and lets go of the directory. Searches still find what they found.</summary>
    /// <exception cref="IOException">The last changes may be lost. The directory is let go of all the same.</exception>
    public void Dispose()
    {
        lock (_changing)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
        }

        Compaction.Wait(); // What goes wrong in it is kept for CompactionFault.
        try
        {
            Flush();
        }
        finally
        {
            _directory.Dispose();
        }
    }

    internal override bool TryRead(int slot, Span<float> vector, out long key) => _index.TryRead(slot, vector, out key);

    /// <summary>Writes a whole snapshot, if a change is not in the log or the log could not be flushed.</summary>
    private bool TryMakeUp()
    {
        lock (_changing)
        {
            if (_unlogged == 0)
                return false;

            _directory.StartOver();
            _unlogged = 0;
            return true;
        }
    }

    private void CompactIfDue()
    {
        if (_changesToNextTry > 0)
            _changesToNextTry--;
        else if (_compactsInBackground && Compaction.IsCompleted && _directory.IsCompactionDue)
            Compaction = Task.Run(CompactInBackground);
    }

    private void CompactInBackground()
    {
        try
        {
            _directory.Compact();
            _compactionFault = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or VectorSnapshotException)
        {
            lock (_changing)
                (_compactionFault, _changesToNextTry) = (e, ChangesBetweenTries);
        }
    }
}
