namespace Likewise.Sqlite;

/// <summary>
/// Goes through a whole store, reading only: (1) the schema; (2) the structure, indexes against tables; (3) the embedders;
/// (4) every row, first against its checksum, then for what it says; (5) rows without an entry. One transaction, so that nothing
/// is missing or double because others write meanwhile.
/// </summary>
/// <param name="path">The store's file.</param>
/// <param name="isOurs">Whether the caller holds the store's lock.</param>
/// <param name="options">How long to wait for SQLite's own locks.</param>
/// <param name="progress">Told how far it is; null for nobody.</param>
/// <param name="cancellationToken">Stops.</param>
internal sealed class StoreWalk(
    string path, bool isOurs, SqliteStoreOptions options, IProgress<StoreProgress>? progress,
    CancellationToken cancellationToken)
{
    private const int ReportEvery = 1_000;

    private readonly StoreReport _report = new();

    private bool IsAlone => isOurs || (!File.Exists(path + "-shm") && !File.Exists(path + ".pid"));

    public StoreReport Run()
    {
        try
        {
            using var connection = Open();
            using var registration = cancellationToken.UnsafeRegister(static open => ((Connection)open!).Interrupt(), connection);
            if (LookAtSchema(connection))
            {
                connection.Execute("BEGIN");
                LookAtStructure(connection);
                LookAtEmbedders(connection);
                LookAtInvalidations(connection);
                LookAtRows(connection);
                LookForOrphans(connection, "payloads", "an answer");
                LookForOrphans(connection, "activity", "a record of use");
            }
        }
        catch (SqliteStoreException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (SqliteStoreException fault)
        {
            Add(StoreFindingKind.Structure, $"it cannot be read to its end. {fault.Message}");
        }

        return _report;
    }

    /// <summary>
    /// As a file that cannot change only where no process has it open, or left it open: then nothing appears beside it.
    /// </summary>
    private Connection Open() =>
        StoreCheck.OpenToLook(path, isStill: IsAlone && !StoreCheck.HasLog(path), options.BusyTimeout);

    /// <returns>Whether the tables are there to be gone through.</returns>
    private bool LookAtSchema(Connection connection)
    {
        try
        {
            if (connection.ReadInt64("PRAGMA application_id") != Schema.ApplicationId)
            {
                Add(StoreFindingKind.File, "it is a database, but not a store of Likewise, or its beginning is damaged");
                return false;
            }

            // A log may lend SQLite a first page that the file itself has not. Not where somebody in this process may have the
            // file open: closing it here would drop SQLite's locks there.
            if (IsAlone)
                StoreHeader.Check(path);
            var version = Schema.VersionOf(connection);
            StoreHeader.CheckVersion(path, version);
            StoreCheck.CheckSchema(path, version, connection);
            if (version == Schema.Steps.Count)
                return true;
            Add(StoreFindingKind.File, $"it is of schema version {version}: open it once with this Likewise, then check it");
            return false;
        }
        catch (Exception fault) when (fault is StoreRefusedException or SqliteStoreException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(StoreFindingKind.File, fault.Message);
            return false;
        }
    }

    private void LookAtStructure(Connection connection)
    {
        foreach (var line in connection.ReadTexts($"PRAGMA integrity_check({StoreReport.FindingsMax})"))
        {
            if (line != "ok")
                Add(StoreFindingKind.Structure, line.ReplaceLineEndings(" "));
        }
    }

    private void LookAtEmbedders(Connection connection)
    {
        foreach (var identity in connection.ReadTexts("SELECT identity FROM embedders"))
        {
            try
            {
                EmbedderIdentity.Parse(identity);
            }
            catch (FormatException fault)
            {
                Add(StoreFindingKind.Embedder, fault.Message);
            }
        }
    }

    private void LookAtInvalidations(Connection connection)
    {
        var all = connection.Prepare(InvalidationRows.Select);
        while (all.Step())
        {
            if (!InvalidationRows.IsGenuine(all.Int64(0), all.Bytes(1), all.Int64(2)))
                Add(StoreFindingKind.Invalidation, $"the record of invalidation {all.Int64(0)} is damaged");
        }
    }

    private void LookAtRows(Connection connection)
    {
        var total = connection.ReadInt64("SELECT count(*) FROM entries");
        var rows = new EntryRowReader(connection);
        var all = connection.Prepare($"{EntryColumns.Select} ORDER BY e.row");
        while (all.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var finding in RowCheck.FindingsOf(rows, all))
                _report.Add(finding);
            if (++_report.Entries % ReportEvery == 0)
                progress?.Report(new StoreProgress(_report.Entries, Math.Max(total, _report.Entries)));
        }

        progress?.Report(new StoreProgress(_report.Entries, _report.Entries));
    }

    private void LookForOrphans(Connection connection, string table, string what)
    {
        var orphans = connection.Prepare(
            $"SELECT o.row FROM {table} AS o LEFT JOIN entries AS e ON e.row = o.row WHERE e.row IS NULL");
        while (orphans.Step())
            Add(StoreFindingKind.Orphan, $"row {orphans.Int64(0)} is {what} without an entry");
    }

    private void Add(StoreFindingKind kind, string detail) => _report.Add(new StoreFinding(kind, null, detail));
}
