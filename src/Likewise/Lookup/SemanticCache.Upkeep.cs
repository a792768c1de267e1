namespace Likewise;

public sealed partial class SemanticCache
{
    private int _isBackingUp;

    /// <summary>Makes a backup while the cache serves: what it holds at one moment, hits and evidence included.</summary>
    /// <param name="directory">The backup. Must not exist.</param>
    /// <param name="options">How; null for the defaults. What was learned of hits is in it whatever they say.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellationToken">Stops; what was written goes.</param>
    /// <returns>What the backup says of itself.</returns>
    /// <exception cref="NotSupportedException">The store cannot copy itself.</exception>
    /// <exception cref="BackupException">The directory exists, or a backup is being made already.</exception>
    /// <exception cref="IOException">The store could not be read, or the backup not written.</exception>
    public async ValueTask<BackupManifest> BackUpAsync(
        string directory, BackupOptions? options = null, IProgress<BackupProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (_store is not IBackedUpStore store)
            throw new NotSupportedException($"The store '{_store.Name}' cannot copy itself.");
        if (Interlocked.Exchange(ref _isBackingUp, 1) == 1)
            throw new BackupException("A backup is being made already: wait until it is done.");

        try
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
            _evidence?.Save();
            var all = new BackupOptions
            {
                BytesPerSecondMax = options?.BytesPerSecondMax, EvidenceFile = _evidence?.Path ?? options?.EvidenceFile,
            };
            return await CacheBackup.CreateAsync(store, directory, all, _time, progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _isBackingUp, 0);
        }
    }
}
