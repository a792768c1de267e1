namespace Likewise.Sqlite;

public sealed partial class SqliteEntryStore : IBackedUpStore
{
    /// <inheritdoc/>
    public string BackupKind => OnlineCopy.Kind;

    /// <inheritdoc/>
    /// <exception cref="SqliteStoreException">SQLite could not read the store, or not write the copy.</exception>
    /// <exception cref="StoreRefusedException">The copy is damaged, and so the store is: let it be checked.</exception>
    public ValueTask<StoreCopy> CopyAsync(
        string directory, BackupOptions options, IProgress<BackupProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(options);
        return OnlineCopy.WriteAsync(_path, directory, _options, options, progress, cancellationToken);
    }
}
