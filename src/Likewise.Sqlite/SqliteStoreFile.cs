namespace Likewise.Sqlite;

/// <summary>
/// A store's file looked after from outside: copied, checked, mended, put back. For the command line, and for a server beside
/// which these are run.
/// </summary>
/// <remarks>
/// Copying and checking only read, and may run while another process has the store open. Mending and putting back need it for
/// themselves, and are refused while it is in use.
/// </remarks>
public sealed partial class SqliteStoreFile : IBackedUpStore
{
    private readonly SqliteStoreOptions _options;
    private readonly string _path;

    /// <summary>Names a file. Nothing is looked at yet.</summary>
    /// <param name="options">Where it is; copied.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names each.</exception>
    public SqliteStoreFile(SqliteStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_options, _path) = (options.Copy(), StoreFile.Resolve(options.Path));
    }

    /// <inheritdoc/>
    public string BackupKind => OnlineCopy.Kind;

    /// <inheritdoc/>
    /// <exception cref="StoreRefusedException">The file is no store, a newer one or damaged.</exception>
    /// <exception cref="SqliteStoreException">SQLite could not read the store, or not write the copy.</exception>
    public ValueTask<StoreCopy> CopyAsync(
        string directory, BackupOptions options, IProgress<BackupProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfAbsent();
        return OnlineCopy.WriteAsync(_path, directory, _options, options, progress, cancellationToken);
    }

    /// <summary>Reads the whole store and says what is wrong in it; changes nothing.</summary>
    /// <param name="progress">Told how many entries were looked at; null for nobody.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>What was found. A file that is no store at all is a finding too.</returns>
    /// <exception cref="StoreRefusedException">There is no such file.</exception>
    public async ValueTask<StoreReport> CheckAsync(
        IProgress<StoreProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ThrowIfAbsent();
        var walk = new StoreWalk(_path, isOurs: false, _options, progress, cancellationToken);
        return await Task.Run(walk.Run, cancellationToken).ConfigureAwait(false);
    }

    private void ThrowIfAbsent()
    {
        if (!File.Exists(_path))
            throw new StoreRefusedException(_path, StoreRefusal.Unusable, "is not there. Name the store's file.");
    }
}
