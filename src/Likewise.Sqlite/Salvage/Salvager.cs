using SQLitePCL;

namespace Likewise.Sqlite;

/// <summary>
/// Makes a sound store of what can still be read of a damaged one: (1) finds the pages that hold rows; (2) puts every row that
/// looks like one into a fresh file; (3) keeps of those what can be believed. A row is believed when its checksum is right, its
/// answer is there and opens, and what it says can be meant; only the record of its use may be lost, and is begun anew.
/// </summary>
internal sealed class Salvager(
    string damaged, string fresh, bool takesDoubtful, IProgress<StoreProgress>? progress, CancellationToken cancellationToken)
{
    /// <summary>
    /// Answers and invalidations look alike: a row that no table leads to is the latter where its checksum says so.
    /// </summary>
    private static readonly string[] Tables = ["embedders", "entries", "activity", "invalidations", "payloads"];

    private readonly RepairReport _report = new();

    public RepairReport Run()
    {
        foreach (var stale in (string[])[fresh, fresh + "-wal", fresh + "-shm", fresh + "-journal"])
            File.Delete(stale);

        using var connection = Connection.Open(fresh, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, TimeSpan.Zero);
        connection.Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
        connection.Execute($"PRAGMA application_id = {Schema.ApplicationId}");
        Schema.Migrate(connection, Schema.Steps);
        connection.Execute("BEGIN");
        TakeRows(connection);
        KeepGenuine(connection);
        connection.Execute("COMMIT");
        connection.Execute("PRAGMA journal_mode = WAL");
        return _report;
    }

    private void TakeRows(Connection connection)
    {
        // (1)
        using var file = new PageFile(damaged);
        var map = PageMap.Of(file);
        var pages = map.Reached;
        if (map.KnowsFree || takesDoubtful)
            pages = [.. pages, .. map.Lost.Select(page => (page, ""))];
        else
            _report.DoubtfulPages = map.Lost.Count;
        _report.IsBroken = map.IsBroken;

        // (2)
        var tables = Tables.Select(name => new SalvagedTable(connection, name)).ToArray();
        for (var at = 0; at < pages.Count; at++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (number, name) = pages[at];
            if (TablePage.Of(file.Read(number), number) is not { } page)
                continue;
            foreach (var row in page.Rows(file))
                Array.Find(tables, table => IsOf(table, row, name))?.Add(row);
            progress?.Report(new StoreProgress(at + 1, pages.Count));
        }
    }

    /// <summary>Whether a row is a table's: of the one that leads to it, or by what it looks like.</summary>
    private static bool IsOf(SalvagedTable table, SalvagedRow row, string name) => table.Fits(row) && (name.Length > 0
        ? table.Name == name
        : table.Name != "invalidations" || InvalidationRows.IsGenuine(row.Row, row.Values[1].Bytes, row.Values[2].Number));

    /// <summary>(3)</summary>
    private void KeepGenuine(Connection connection)
    {
        var writer = new EntryRowWriter(connection);
        var (doubted, withoutUse) = Judge(connection);
        foreach (var (row, id, created) in withoutUse)
            writer.BeginActivity(row, id, created);
        _report.ActivityBegunAnew = withoutUse.Count;
        _report.Invalidated = LostInvalidations.Settle(connection);

        var remove = connection.Prepare("DELETE FROM entries WHERE row = ?1");
        foreach (var row in doubted)
            Remove(row);
        foreach (var row in Judge(connection, isFirst: false).Doubted)
            Remove(row);

        connection.Execute("DELETE FROM payloads WHERE row NOT IN (SELECT row FROM entries)");
        connection.Execute("DELETE FROM activity WHERE row NOT IN (SELECT row FROM entries)");
        RemoveUnreadableEmbedders(connection);
        _report.Kept = connection.ReadInt64("SELECT count(*) FROM entries");

        void Remove(long row)
        {
            remove.Bind(1, row);
            remove.Run();
        }
    }

    /// <returns>Rows that cannot be believed, and those of which only the record of use cannot be.</returns>
    private (List<long> Doubted, List<(long Row, EntryId Id, long Created)> WithoutUse) Judge(
        Connection connection, bool isFirst = true)
    {
        var rows = new EntryRowReader(connection);
        var all = connection.Prepare($"{EntryColumns.Select} ORDER BY e.row");
        List<long> doubted = [];
        List<(long, EntryId, long)> withoutUse = [];
        while (all.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var finding = RowCheck.FindingsOf(rows, all).FirstOrDefault();
            if (finding is null)
                continue;
            if (isFirst && finding is { Id: { } id, Detail: var detail }
                && detail.EndsWith(EntryRowReader.ActivityFault, StringComparison.Ordinal))
            {
                withoutUse.Add((all.Int64(EntryColumns.Row), id, all.Int64(EntryColumns.Created)));
                continue;
            }

            doubted.Add(all.Int64(EntryColumns.Row));
            _report.Lost.Add(finding);
            _report.Lost.Entries++;
        }

        return (doubted, withoutUse);
    }

    private static void RemoveUnreadableEmbedders(Connection connection)
    {
        foreach (var identity in connection.ReadTexts("SELECT identity FROM embedders"))
        {
            if (IsIdentity(identity))
                continue;
            var remove = connection.Prepare("DELETE FROM embedders WHERE identity = ?1");
            remove.BindText(1, Statement.Encode(identity));
            remove.Run();
        }
    }

    private static bool IsIdentity(string text)
    {
        try
        {
            EmbedderIdentity.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
