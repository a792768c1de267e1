using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise.Sqlite;

/// <summary>Keeps entries in an SQLite file: one process, durable, nothing to install.</summary>
/// <remarks>
/// <para>Writes that come together are committed together, by a thread of the store's own; each returns after its commit. A write
/// that is cancelled before its turn does not happen; one cancelled later may still happen, whole, without its caller's being
/// told.</para>
/// <para>Reads run on the caller's thread, beside the writer and never behind it. A row whose bytes are not those that were
/// written is passed over, counted in <see cref="RejectedRows"/> and logged; it is never returned.</para>
/// </remarks>
public sealed partial class SqliteEntryStore : IEntryStore, IReplacingStore
{
    /// <summary>
    /// Rows that a scan reads at a time. Between two such reads the log can be merged, so that a slow scan does not let it grow.
    /// </summary>
    private const int ScanBatch = 128;

    private readonly string _path;
    private readonly SqliteStoreOptions _options;
    private readonly ILogger _logger;
    private readonly StoreLock _lock;
    private readonly GroupCommit _writer;
    private readonly ReaderPool _readers;
    private long _rejectedRows;
    private int _isDisposed;

    private SqliteEntryStore(string path, SqliteStoreOptions options, ILogger logger)
    {
        (_path, _options, _logger) = (path, options.Copy(), logger);
        var connection = StoreFile.Open(path, options, logger, out _lock);
        Log.Opened(logger, path, Schema.Steps.Count, options.Durability);
        _writer = new GroupCommit(connection, options, logger);
        _readers = new ReaderPool(() => new Reader(StoreFile.OpenToRead(path, options)), options.ReadersMax);
    }

    /// <inheritdoc/>
    public string Name => "sqlite";

    /// <inheritdoc/>
    public bool IsShared => false;

    /// <inheritdoc/>
    public bool IsDurable => true;

    /// <summary>
    /// How many damaged rows were met and passed over since the store was opened; one that is met again counts again.
    /// </summary>
    public long RejectedRows => Interlocked.Read(ref _rejectedRows);

    /// <summary>Opens the store's file, or makes it.</summary>
    /// <param name="options">Where and how; read once.</param>
    /// <param name="cancellationToken">Stops waiting before the file is touched.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names each.</exception>
    /// <exception cref="StoreRefusedException">
    /// The file is no store, a newer one, damaged, in use, or cannot be written to.
    /// </exception>
    public static ValueTask<SqliteEntryStore> OpenAsync(
        SqliteStoreOptions options, CancellationToken cancellationToken = default) =>
        OpenAsync(options, NullLogger.Instance, cancellationToken);

    /// <inheritdoc cref="OpenAsync(SqliteStoreOptions, CancellationToken)"/>
    /// <param name="options">Where and how; read once.</param>
    /// <param name="logger">Told of opening, closing, damaged rows and failed transactions.</param>
    /// <param name="cancellationToken">Stops waiting before the file is touched.</param>
    public static async ValueTask<SqliteEntryStore> OpenAsync(
        SqliteStoreOptions options, ILogger logger, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(logger);
        options.Validate();
        var path = StoreFile.Resolve(options.Path);
        return await Task.Run(() => new SqliteEntryStore(path, options, logger), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<Entry?> FindAsync(ExactKey key, CancellationToken cancellationToken)
    {
        using var loan = await _readers.BorrowAsync(cancellationToken).ConfigureAwait(false);
        return Believe(loan.Reader.Find(key));
    }

    /// <inheritdoc/>
    public async ValueTask<Entry?> ReadAsync(EntryId id, CancellationToken cancellationToken)
    {
        using var loan = await _readers.BorrowAsync(cancellationToken).ConfigureAwait(false);
        return Believe(loan.Reader.Read(id));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A text of the entry is not well-formed Unicode.</exception>
    public async ValueTask WriteAsync(Entry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        await _writer.RunAsync(new WriteEntry(entry), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A text of the entry is not well-formed Unicode.</exception>
    public async ValueTask<bool> ReplaceAsync(Entry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return await _writer.RunAsync(new ReplaceEntry(entry), cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <inheritdoc/>
    public async ValueTask<int> RemoveAsync(ReadOnlyMemory<EntryId> ids, CancellationToken cancellationToken) =>
        await _writer.RunAsync(new RemoveEntries(ids.ToArray()), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask RecordHitsAsync(ReadOnlyMemory<EntryHit> hits, CancellationToken cancellationToken) =>
        await _writer.RunAsync(new RecordHits(hits.ToArray()), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<EntryFeedback?> RecordFeedbackAsync(
        EntryId id, EntryFeedback added, CancellationToken cancellationToken)
    {
        var command = new RecordFeedback(id, added);
        await _writer.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return command.Said;
    }

    /// <inheritdoc/>
    public async ValueTask<PrincipalSet?> RecordConfirmationAsync(
        EntryId id, ulong principal, CancellationToken cancellationToken)
    {
        var command = new RecordConfirmation(id, principal);
        await _writer.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return command.ConfirmedBy;
    }

    /// <inheritdoc/>
    public async ValueTask RecordInvalidationAsync(Invalidation invalidation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invalidation);
        await _writer.RunAsync(new RecordInvalidation(invalidation), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="SqliteStoreException">One of them is damaged, so that what it took is not known.</exception>
    public async ValueTask<IReadOnlyList<Invalidation>> ReadInvalidationsAsync(CancellationToken cancellationToken)
    {
        using var loan = await _readers.BorrowAsync(cancellationToken).ConfigureAwait(false);
        return loan.Reader.ReadInvalidations();
    }

    /// <inheritdoc/>
    public async ValueTask ForgetInvalidationsAsync(long upTo, CancellationToken cancellationToken) =>
        await _writer.RunAsync(new ForgetInvalidations(upTo), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entry> ScanAsync(
        EntryFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var order = await ReadOrderAsync(cancellationToken).ConfigureAwait(false);
        List<RowResult> rows = new(ScanBatch);
        foreach (var batch in order.Chunk(ScanBatch))
        {
            await ReadRowsAsync(batch, rows, cancellationToken).ConfigureAwait(false);
            foreach (var row in rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Believe(row) is { } entry && filter.Matches(entry.Summary))
                    yield return entry;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<StoreSize> MeasureAsync(CancellationToken cancellationToken)
    {
        using var loan = await _readers.BorrowAsync(cancellationToken).ConfigureAwait(false);
        var (entries, payloadBytes) = loan.Reader.Measure();
        return new StoreSize(entries, payloadBytes, Length(_path) + Length(_path + "-wal"));
    }

    /// <summary>
    /// Takes no more, finishes the writes that wait, merges the log into the file and gives the file free. Later calls fail.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
            return;

        // The writer's connection closes last: SQLite merges and removes the log when the last one closes.
        await _readers.DisposeAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
        _lock.Dispose();
        Log.Closed(_logger, _path);
    }

    private async ValueTask<List<(long LastUsed, long Row)>> ReadOrderAsync(CancellationToken cancellationToken)
    {
        using var loan = await _readers.BorrowAsync(cancellationToken).ConfigureAwait(false);
        return loan.Reader.ReadOrder();
    }

    private async ValueTask ReadRowsAsync(
        IEnumerable<(long LastUsed, long Row)> order, List<RowResult> rows, CancellationToken cancellationToken)
    {
        rows.Clear();
        using var loan = await _readers.BorrowAsync(cancellationToken).ConfigureAwait(false);
        loan.Reader.ReadRows(order, rows);
    }

    private Entry? Believe(RowResult result)
    {
        if (result.Fault is not null)
        {
            Interlocked.Increment(ref _rejectedRows);
            Log.RowRejected(_logger, _path, result.Row, result.Fault);
        }

        return result.Entry;
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
