using System.Diagnostics;
using SQLitePCL;

namespace Likewise.Sqlite;

/// <summary>
/// A store's file copied as it was at one moment, while others read and write it. The copy reads in one transaction: in
/// write-ahead mode that keeps no writer waiting, and no write makes it begin anew; what it costs is that the log cannot be begun
/// anew before the copy is done (docs/decisions/0056-backup.md).
/// </summary>
internal static class OnlineCopy
{
    /// <summary>The copy's name inside a backup.</summary>
    public const string FileName = "store.db";

    public const string Kind = "sqlite";

    /// <summary>1 MiB at a time: a step is a millisecond or so, after which the pace is looked at and the token.</summary>
    private const int StepPages = 256;

    private const int PageBytes = 4_096;

    /// <summary>Copies, looks the copy over and counts what is in it.</summary>
    public static async ValueTask<StoreCopy> WriteAsync(
        string path, string directory, SqliteStoreOptions options, BackupOptions pace, IProgress<BackupProgress>? progress,
        CancellationToken cancellationToken)
    {
        var target = Path.Combine(directory, FileName);
        var copy = await Task.Run(
            () => CopyAsync(path, target, options, pace, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
        using (var file = new FileStream(target, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0))
            file.Flush(flushToDisk: true);
        StoreCheck.Check(target, structure: true, options.BusyTimeout);
        return copy;
    }

    private static async Task<StoreCopy> CopyAsync(
        string path, string target, SqliteStoreOptions options, BackupOptions pace, IProgress<BackupProgress>? progress,
        CancellationToken cancellationToken)
    {
        using var source = StoreFile.OpenToRead(path, options);
        using var copied = Connection.Open(target, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, TimeSpan.Zero);

        // Until it is renamed nobody reads it, and then it is on the disk: no journal, no waiting for each page.
        copied.Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");

        // The first read fixes the moment.
        source.Execute("BEGIN");
        var entries = source.ReadInt64("SELECT count(*) FROM entries");
        var payloadBytes = source.ReadInt64("SELECT sum(payload_bytes) FROM entries");
        var embedders = source.ReadTexts("SELECT identity FROM embedders ORDER BY 1");

        using var pages = source.CopyInto(copied);
        var started = Stopwatch.GetTimestamp();
        while (pages.Step(StepPages))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var done = (long)(pages.Pages - pages.PagesLeft) * PageBytes;
            progress?.Report(new BackupProgress(done, (long)pages.Pages * PageBytes));
            await PaceAsync(done, started, pace.BytesPerSecondMax, cancellationToken).ConfigureAwait(false);
        }

        var total = (long)pages.Pages * PageBytes;
        pages.Finish();
        progress?.Report(new BackupProgress(total, total));
        return new StoreCopy(entries, payloadBytes, embedders);
    }

    private static Task PaceAsync(long done, long started, long? bytesPerSecondMax, CancellationToken cancellationToken)
    {
        if (bytesPerSecondMax is not { } most)
            return Task.CompletedTask;
        var early = TimeSpan.FromSeconds((double)done / most) - Stopwatch.GetElapsedTime(started);
        return early > TimeSpan.FromMilliseconds(1)
            ? Task.Delay(early, TimeProvider.System, cancellationToken)
            : Task.CompletedTask;
    }
}
