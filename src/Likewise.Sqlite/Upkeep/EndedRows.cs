using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise.Sqlite;

/// <summary>Takes entries that have ended out of a store's file that nobody has open.</summary>
internal static class EndedRows
{
    /// <returns>How many there were. Rows that cannot be believed are left: it is not for this to judge them.</returns>
    public static long Remove(string path, SqliteStoreOptions options, DateTimeOffset now)
    {
        using var connection = StoreFile.OpenToWrite(path, options, NullLogger.Instance);
        var ended = Find(connection, now);
        var delete = connection.Prepare("DELETE FROM entries WHERE row = ?1");
        connection.Execute("BEGIN IMMEDIATE");
        foreach (var row in ended)
        {
            delete.Bind(1, row);
            delete.Run();
        }

        connection.Execute("COMMIT");
        return ended.Count;
    }

    private static List<long> Find(Connection connection, DateTimeOffset now)
    {
        var rows = new EntryRowReader(connection);
        var all = connection.Prepare(EntryColumns.SelectWithoutPayload);
        List<long> ended = [];
        while (all.Step())
        {
            if (rows.Read(all, withPayload: false, out _) is { Summary.Expiry: var expiry, Activity: var activity }
                && expiry.HasPassed(now, activity.LastUsedAt, activity.HitCount))
                ended.Add(all.Int64(EntryColumns.Row));
        }

        return ended;
    }
}
