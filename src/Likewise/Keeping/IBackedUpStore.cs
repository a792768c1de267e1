namespace Likewise;

/// <summary>A store that can copy itself while it is read and written to.</summary>
/// <remarks>
/// Beside <see cref="IEntryStore"/> and not in it: a store whose server makes its own backups has nothing to copy.
/// <see cref="CacheBackup"/> asks for the copy and puts the rest of a backup around it.
/// </remarks>
public interface IBackedUpStore
{
    /// <summary>What kind of store the copy can be restored into: <c>sqlite</c>.</summary>
    string BackupKind { get; }

    /// <summary>Copies the store into a directory, as it was at one moment, and looks the copy over.</summary>
    /// <param name="directory">Exists and is empty. What is in it when this throws is nobody's.</param>
    /// <param name="options">How fast.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>What was copied.</returns>
    /// <exception cref="IOException">It could not be read, or the copy not written.</exception>
    /// <remarks>Writers are not kept waiting, whatever the pace.</remarks>
    ValueTask<StoreCopy> CopyAsync(
        string directory, BackupOptions options, IProgress<BackupProgress>? progress, CancellationToken cancellationToken);
}
