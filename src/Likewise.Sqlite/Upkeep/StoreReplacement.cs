using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise.Sqlite;

/// <summary>
/// Puts a new file in the place of a store's, so that at every moment the place holds the one or the other, whole. Needs the
/// store's lock.
/// </summary>
/// <remarks>
/// A log belongs to its file and would be merged into whatever stands there: the old store's is merged first. Where the old file
/// is so damaged that it cannot be, its log is set aside with it.
/// </remarks>
internal sealed class StoreReplacement(string path, SqliteStoreOptions options)
{
    private readonly string _aside = path + ".replaced";
    private bool _isAside;

    /// <summary>Where the new file is made.</summary>
    public string Draft { get; } = path + ".restored";

    /// <summary>Looks the draft over, writes it to the disk and puts it in the place; the old file is kept aside.</summary>
    public void Take()
    {
        StoreHeader.Check(Draft);
        StoreCheck.Check(Draft, structure: true, options.BusyTimeout);
        using (var file = new FileStream(Draft, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0))
            file.Flush(flushToDisk: true);

        if (!File.Exists(path))
        {
            DeleteLog(path);
            File.Move(Draft, path);
            return;
        }

        MergeLog();
        File.Replace(Draft, path, _aside); // A link and a rename: the place is never empty.
        _isAside = true;
    }

    /// <summary>The new file has proved itself: lets the old one go.</summary>
    public void Keep()
    {
        File.Delete(_aside);
        DeleteLog(_aside);
    }

    /// <summary>Puts the old file back, if it was set aside, and lets the new one go.</summary>
    public void Undo()
    {
        if (_isAside)
        {
            DeleteLog(path);
            File.Move(_aside, path, overwrite: true);
            if (File.Exists(_aside + "-wal"))
                File.Move(_aside + "-wal", path + "-wal", overwrite: true);
        }

        File.Delete(Draft);
        DeleteLog(Draft);
    }

    private void MergeLog()
    {
        DeleteLog(_aside);
        try
        {
            using var old = StoreFile.OpenToWrite(path, options, NullLogger.Instance);
            old.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (Exception fault) when (fault is SqliteStoreException or StoreRefusedException)
        {
            // It is to be replaced because it is damaged.
        }

        if (StoreCheck.HasLog(path))
            File.Move(path + "-wal", _aside + "-wal", overwrite: true);
        DeleteLog(path);
    }

    private static void DeleteLog(string file)
    {
        File.Delete(file + "-wal");
        File.Delete(file + "-shm");
    }
}
