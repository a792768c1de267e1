using System.Security.Cryptography;
using System.Text.Json;

namespace Likewise;

/// <summary>What a backup says of itself; docs/formats/backup.md has its form as JSON.</summary>
public sealed record BackupManifest
{
    /// <summary>The name of its file inside a backup.</summary>
    public const string FileName = "backup.json";

    internal const string FormatName = "likewise.backup";
    internal const int Latest = 1;

    private const int ReadBytes = 1 << 20;

    /// <summary>What the file is: <c>likewise.backup</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Of the format; today's is 1.</summary>
    public required int Version { get; init; }

    /// <summary>What kind of store it was made of: <c>sqlite</c>.</summary>
    public required string Store { get; init; }

    /// <summary>When it was made: what was stored later is not in it, and what was removed later is.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Entries in it, those that had ended and were not yet swept included.</summary>
    public required long Entries { get; init; }

    /// <summary>Their sealed payloads, in bytes.</summary>
    public required long PayloadBytes { get; init; }

    /// <summary>Identities of embedders that the store knew, as <see cref="EmbedderIdentity.ToString"/> writes them.</summary>
    public required IReadOnlyList<string> Embedders { get; init; }

    /// <summary>Every file of the backup but this one.</summary>
    public required IReadOnlyList<BackupFile> Files { get; init; }

    /// <summary>Reads what a backup says of itself, without looking at its other files.</summary>
    /// <param name="directory">The backup.</param>
    /// <exception cref="BackupException">It is no backup, or one of a newer version.</exception>
    public static BackupManifest Read(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var path = Path.Combine(directory, FileName);
        try
        {
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), BackupJson.Default.BackupManifest);
            if (manifest is not { Format: FormatName })
                throw new BackupException($"'{directory}' is no backup of Likewise: its {FileName} says something else.");
            return manifest.Version == Latest
                ? manifest
                : throw new BackupException(
                    $"'{directory}' is a backup of version {manifest.Version}; this Likewise reads version {Latest}.");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BackupException($"'{directory}' is no backup: it has no {FileName}.", fault);
        }
        catch (Exception fault) when (fault is JsonException or UnauthorizedAccessException)
        {
            throw new BackupException($"'{path}' cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Reads every file of the backup and compares it with what is said of it here.</summary>
    /// <param name="directory">The backup.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="BackupException">A file is missing, or is not what was written.</exception>
    public async ValueTask VerifyAsync(
        string directory, IProgress<BackupProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var (done, total) = (0L, Files.Sum(file => file.Bytes));
        foreach (var file in Files)
        {
            if (Path.GetFileName(file.Name) != file.Name || file.Name.Length == 0)
                throw new BackupException($"The backup names a file outside of itself: '{file.Name}'.");
            var path = Path.Combine(directory, file.Name);
            if (!File.Exists(path))
                throw new BackupException($"The backup is not whole: '{file.Name}' is missing.");
            var found = await DescribeAsync(
                path, bytes => progress?.Report(new BackupProgress(done += bytes, total)), cancellationToken)
                .ConfigureAwait(false);
            if (found != file)
                throw new BackupException(
                    $"The backup is damaged: '{file.Name}' is not what was written. Take an older one.");
        }
    }

    /// <summary>Reads a file through.</summary>
    internal static async ValueTask<BackupFile> DescribeAsync(
        string path, Action<int>? onRead, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[ReadBytes];
        var length = 0L;
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await using (file.ConfigureAwait(false))
        {
            while (await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                hash.AppendData(buffer, 0, read);
                length += read;
                onRead?.Invoke(read);
            }
        }

        return new BackupFile(Path.GetFileName(path), length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
