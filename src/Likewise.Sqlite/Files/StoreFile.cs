using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Likewise.Sqlite;

/// <summary>The way from a path to a store that may be written to.</summary>
internal static class StoreFile
{
    /// <summary>
    /// Opens the file for its one writer: (1) refuse what is no store, before anything is left beside it; (2) lock; (3) make the
    /// file if there is none; (4) look it over, read-only; (5) open it for writing; (6) bring its schema up to date.
    /// </summary>
    public static Connection Open(string path, SqliteStoreOptions options, ILogger logger, out StoreLock storeLock)
    {
        // (1) A store that is open has a lock file. Its file is not to be opened beside SQLite: closing it would drop SQLite's
        // own locks.
        if (!File.Exists(StoreLock.PathFor(path)))
            StoreHeader.Check(path);

        // (2)
        MakeDirectory(path);
        storeLock = StoreLock.Take(path);
        try
        {
            // (3)
            RepairMark.Check(path);
            if (!File.Exists(path))
                Create(path);

            // (4)
            StoreHeader.Check(path);
            var isSmall = new FileInfo(path).Length <= options.CheckOnOpenBytesMax;
            StoreCheck.Check(path, structure: options.CheckOnOpen && isSmall, options.BusyTimeout);
            if (options.CheckOnOpen && !isSmall)
                Log.NotReadOnOpen(logger, path);

            // (5), (6)
            return OpenToWrite(path, options, logger);
        }
        catch (SqliteStoreException e)
        {
            storeLock.Dispose();
            throw new StoreRefusedException(path, StoreRefusal.Unusable, $"cannot be opened for writing. {e.Message}", e);
        }
        catch
        {
            storeLock.Dispose();
            throw;
        }
    }

    public static Connection OpenToRead(string path, SqliteStoreOptions options)
    {
        var connection = Connection.Open(path, raw.SQLITE_OPEN_READONLY, options.BusyTimeout);
        Configure(connection, options);
        return connection;
    }

    /// <summary>The path with links followed, so that one file has one lock.</summary>
    public static string Resolve(string path)
    {
        path = Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not there yet, or not to be looked at: opening will say which.
            return path;
        }
    }

    public static void MakeDirectory(string path)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { } directory)
                Directory.CreateDirectory(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException(
                path, StoreRefusal.Unusable, $"has no directory, and none can be made: {e.Message}", e);
        }
    }

    /// <summary>Made whole under another name, then renamed: a process killed in between leaves no half of a store.</summary>
    private static void Create(string path)
    {
        // A log without its file would be merged into the new one.
        var draft = path + ".new";
        foreach (var stale in (string[])[path + "-wal", path + "-shm", draft, draft + "-wal", draft + "-shm", draft + "-journal"])
            File.Delete(stale);

        using (var connection = Connection.Open(draft, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, TimeSpan.Zero))
        {
            connection.Execute($"PRAGMA application_id = {Schema.ApplicationId}");
            Schema.Migrate(connection, Schema.Steps);
            connection.Execute("PRAGMA journal_mode = WAL");
        }

        File.Move(draft, path);
    }

    public static Connection OpenToWrite(string path, SqliteStoreOptions options, ILogger logger)
    {
        var connection = Connection.Open(path, raw.SQLITE_OPEN_READWRITE, options.BusyTimeout);
        try
        {
            if (connection.IsReadOnly)
                throw new StoreRefusedException(path, StoreRefusal.Unusable, "may not be written to by this process.");

            // The log is merged into the file every 4,096 pages (16 MiB): SQLite's 1,000 would merge the same index pages over
            // and over.
            Configure(connection, options);
            connection.Execute($"""
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = {(options.Durability == StoreDurability.Full ? "FULL" : "NORMAL")};
                PRAGMA fullfsync = {(options.Durability == StoreDurability.Full ? "ON" : "OFF")};
                PRAGMA wal_autocheckpoint = 4096;
                PRAGMA journal_size_limit = {64 << 20};
                """);
            var from = Schema.Migrate(connection, Schema.Steps);
            if (from < Schema.Steps.Count)
            {
                // The version is read from the file's header: it must not wait in the log.
                connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
                Log.Migrated(logger, path, from, Schema.Steps.Count);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>No memory mapping: a file cut short under a mapping ends the process.</summary>
    private static void Configure(Connection connection, SqliteStoreOptions options) => connection.Execute($"""
        PRAGMA cache_size = -{options.CacheBytes >> 10};
        PRAGMA mmap_size = 0;
        PRAGMA cell_size_check = ON;
        PRAGMA trusted_schema = OFF;
        """);
}
