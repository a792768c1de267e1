using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise.Sqlite;

public sealed partial class SqliteStoreFile
{
    /// <summary>Puts a backup in the place of this file: (1) looks the backup over; (2) locks; (3) copies it beside the file;
    /// (4) leaves out what has ended; (5) looks the copy over and puts it in the place; (6) opens it, and lets the old one go.
    /// </summary>
    /// <param name="backup">The backup's directory. Is only read.</param>
    /// <param name="options">How.</param>
    /// <param name="time">The clock, for what has ended.</param>
    /// <param name="progress">Told how far it is, by bytes; null for nobody.</param>
    /// <param name="cancellationToken">Stops before anything is replaced.</param>
    /// <returns>What the backup says of itself, and how many entries are there now.</returns>
    /// <exception cref="BackupException">It is no backup of such a store, or is damaged.</exception>
    /// <exception cref="StoreRefusedException">The store is in use, or there is one and it is not to be replaced.</exception>
    /// <remarks>
    /// Killed at any moment, the file is the old store or the new one, whole. What was invalidated after the backup was made is
    /// there again: that is what restoring means.
    /// </remarks>
    public async ValueTask<RestoredStore> RestoreAsync(
        string backup, RestoreOptions options, TimeProvider time, IProgress<BackupProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(backup);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);

        // (1)
        var manifest = BackupManifest.Read(backup);
        if (manifest.Store != OnlineCopy.Kind || manifest.Files.All(file => file.Name != OnlineCopy.FileName))
            throw new BackupException($"'{backup}' is of a store of kind '{manifest.Store}', which this is not.");
        await manifest.VerifyAsync(backup, progress, cancellationToken).ConfigureAwait(false);

        // (2)
        if (File.Exists(_path) && !options.Replaces)
            throw new StoreRefusedException(_path, StoreRefusal.Occupied,
                "is there already. Let the restore replace it, or name another file.");
        StoreFile.MakeDirectory(_path);
        using var storeLock = StoreLock.Take(_path);
        return await Task.Run(() => Restore(backup, manifest, options, time, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    private RestoredStore Restore(
        string backup, BackupManifest manifest, RestoreOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var replacement = new StoreReplacement(_path, _options);
        try
        {
            // (3), (4)
            File.Copy(Path.Combine(backup, OnlineCopy.FileName), replacement.Draft, overwrite: true);
            var ended = options.WithoutEnded ? EndedRows.Remove(replacement.Draft, _options, time.GetUtcNow()) : 0;
            cancellationToken.ThrowIfCancellationRequested();

            // (5)
            replacement.Take();
            var evidence = Path.Combine(backup, CacheBackup.EvidenceName);
            if (options.EvidenceFile is { } place && File.Exists(evidence))
                File.Copy(evidence, place, overwrite: true);

            // (6)
            using (var connection = StoreFile.OpenToWrite(_path, _options, NullLogger.Instance))
            {
                var entries = connection.ReadInt64("SELECT count(*) FROM entries");
                replacement.Keep();
                RepairMark.Remove(_path); // Whatever a repair was about, this is a store now.
                return new RestoredStore(manifest, entries, ended);
            }
        }
        catch
        {
            replacement.Undo();
            throw;
        }
    }
}
