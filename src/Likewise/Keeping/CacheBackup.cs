using System.Text.Json;

namespace Likewise;

/// <summary>Makes backups: a directory with a copy of the store, what belongs to it, and a manifest.</summary>
public static class CacheBackup
{
    /// <summary>The name that the evidence file has in a backup, whatever it is called beside the store.</summary>
    public const string EvidenceName = "evidence";

    private const string DraftSuffix = ".part";

    /// <summary>
    /// Makes a backup under another name and renames it when it is whole: (1) make room; (2) copy the store, at one moment, and
    /// look the copy over; (3) copy what belongs to it; (4) write the manifest; (5) rename.
    /// </summary>
    /// <param name="store">What to copy.</param>
    /// <param name="directory">The backup. Must not exist; the directory that it is in is made where it is missing.</param>
    /// <param name="options">How.</param>
    /// <param name="time">The clock, for the manifest.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellationToken">Stops; what was written goes.</param>
    /// <returns>What the backup says of itself.</returns>
    /// <exception cref="BackupException">The directory exists.</exception>
    /// <exception cref="IOException">It could not be read, or not written.</exception>
    public static async ValueTask<BackupManifest> CreateAsync(
        IBackedUpStore store, string directory, BackupOptions options, TimeProvider time,
        IProgress<BackupProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();

        // (1) A draft that a killed process left is of no use to anybody.
        directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (Path.Exists(directory))
            throw new BackupException($"'{directory}' is there already: name another directory.");
        var draft = directory + DraftSuffix;
        Clear(draft);
        Directory.CreateDirectory(draft);
        try
        {
            // (2), (3)
            var createdAt = time.GetUtcNow();
            var copy = await store.CopyAsync(draft, options, progress, cancellationToken).ConfigureAwait(false);
            if (options.EvidenceFile is { } evidence && File.Exists(evidence))
                File.Copy(evidence, Path.Combine(draft, EvidenceName));

            // (4)
            var manifest = new BackupManifest
            {
                Format = BackupManifest.FormatName,
                Version = BackupManifest.Latest,
                Store = store.BackupKind,
                CreatedAt = createdAt,
                Entries = copy.Entries,
                PayloadBytes = copy.PayloadBytes,
                Embedders = copy.Embedders,
                Files = await DescribeAsync(draft, cancellationToken).ConfigureAwait(false),
            };
            WriteThrough(Path.Combine(draft, BackupManifest.FileName), manifest);

            // (5)
            Directory.Move(draft, directory);
            return manifest;
        }
        catch
        {
            Clear(draft);
            throw;
        }
    }

    private static async ValueTask<BackupFile[]> DescribeAsync(string draft, CancellationToken cancellationToken)
    {
        var files = new List<BackupFile>();
        foreach (var path in Directory.EnumerateFiles(draft).Order(StringComparer.Ordinal))
            files.Add(await BackupManifest.DescribeAsync(path, null, cancellationToken).ConfigureAwait(false));
        return [.. files];
    }

    /// <summary>The manifest is what makes a backup of the files beside it: it is on the disk before the name is.</summary>
    private static void WriteThrough(string path, BackupManifest manifest)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        JsonSerializer.Serialize(file, manifest, BackupJson.Default.BackupManifest);
        file.Flush(flushToDisk: true);
    }

    private static void Clear(string draft)
    {
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
    }
}
