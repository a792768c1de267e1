using SQLitePCL;

namespace Likewise.Sqlite;

/// <summary>Looks a whole file over before anything may write to it.</summary>
internal static class StoreCheck
{
    /// <summary>Refuses a file whose structure or schema is not as Likewise left it.</summary>
    /// <param name="path">A file that passed <see cref="StoreHeader.Check"/>.</param>
    /// <param name="structure">Whether to read every page; otherwise only the schema.</param>
    /// <param name="busyTimeout">How long to wait for a lock.</param>
    public static void Check(string path, bool structure, TimeSpan busyTimeout)
    {
        try
        {
            using var connection = OpenToLook(path, isStill: !HasLog(path), busyTimeout);
            var version = Schema.VersionOf(connection);
            StoreHeader.CheckVersion(path, version);
            CheckSchema(path, version, connection);
            CheckLength(path, connection);
            if (structure && connection.ReadTexts("PRAGMA quick_check(1)") is not ["ok"] and var faults)
                throw Corrupt(path, string.Join("; ", faults).ReplaceLineEndings(" "), null);
        }
        catch (SqliteStoreException e) when ((e.Code & 0xFF) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_ERROR)
        {
            throw Corrupt(path, e.Message, e);
        }
        catch (SqliteStoreException e)
        {
            throw new StoreRefusedException(path, StoreRefusal.Unusable, $"cannot be opened. {e.Message}", e);
        }
    }

    /// <summary>
    /// Opened read-only and, where nobody writes to it and no log waits to be merged, as a file that cannot change: then SQLite
    /// makes no files beside it.
    /// </summary>
    public static Connection OpenToLook(string path, bool isStill, TimeSpan busyTimeout)
    {
        var mode = isStill ? "?immutable=1" : "";
        var connection = Connection.Open(AddressOf(path) + mode, raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI, busyTimeout);
        try
        {
            connection.KeepLogOnClose();
            connection.Execute("PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Not by <see cref="Uri"/>, which takes a <c>%41</c> in a file's name for an escaped A.</summary>
    private static string AddressOf(string path) => "file:///" + string.Join(
        '/', path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Select(Uri.EscapeDataString));

    /// <summary>
    /// SQLite reads a last page that is cut short as if it ended in zeros. With a log, pages may still be on their way.
    /// </summary>
    private static void CheckLength(string path, Connection connection)
    {
        var length = connection.ReadInt64("PRAGMA page_count") * connection.ReadInt64("PRAGMA page_size");
        if (!HasLog(path) && new FileInfo(path).Length < length)
            throw Corrupt(path, "it is cut short", null);
    }

    public static bool HasLog(string path) => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };

    /// <summary>The schema must be what the steps make of an empty database, to the letter.</summary>
    public static void CheckSchema(string path, int version, Connection connection)
    {
        using var model = Connection.Open(":memory:", raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_MEMORY, TimeSpan.Zero);
        Schema.Migrate(model, [.. Schema.Steps.Take(version)]);
        var expected = Schema.Describe(model);
        var found = Schema.Describe(connection);
        if (found.SequenceEqual(expected))
            return;
        if (found.Count > expected.Count)
            throw new StoreRefusedException(path, StoreRefusal.Foreign,
                "holds tables, indexes or triggers that Likewise did not make. Name another file, or drop them.");
        throw Corrupt(path, "its schema is not the one that Likewise made", null);
    }

    private static StoreRefusedException Corrupt(string path, string fault, Exception? innerException) => new(
        path, StoreRefusal.Corrupt, $"is damaged ({fault}). It was left as it is: restore it from a backup, or move it "
        + "away to start empty.", innerException);
}
