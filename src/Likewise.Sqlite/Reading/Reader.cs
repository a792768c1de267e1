namespace Likewise.Sqlite;

/// <summary>A connection for reads and its statements. Used by one caller at a time.</summary>
internal sealed class Reader : IDisposable
{
    private readonly Connection _connection;
    private readonly EntryRowReader _rows;
    private readonly Statement _byKey, _byId, _byRow, _order, _size, _invalidations;

    public Reader(Connection connection)
    {
        _connection = connection;
        _rows = new EntryRowReader(connection);
        _byKey = connection.Prepare($"{EntryColumns.Select} WHERE e.scope = ?1 AND e.fingerprint = ?2");
        _byId = connection.Prepare($"{EntryColumns.Select} WHERE e.id = ?1");
        _byRow = connection.Prepare($"{EntryColumns.SelectWithoutPayload} WHERE e.row = ?1");
        _order = connection.Prepare("SELECT last_used, row FROM activity");
        _invalidations = connection.Prepare(InvalidationRows.Select);
        _size = connection.Prepare("SELECT count(*), sum(payload_bytes) FROM entries");
    }

    public RowResult Find(ExactKey key)
    {
        Span<byte> bytes = stackalloc byte[Scope.SizeInBytes];
        key.Scope.CopyTo(bytes);
        _byKey.BindBlob(1, bytes);
        key.Fingerprint.CopyTo(bytes);
        _byKey.BindBlob(2, bytes);
        return ReadOne(_byKey, withPayload: true);
    }

    public RowResult Read(EntryId id)
    {
        Span<byte> bytes = stackalloc byte[EntryId.SizeInBytes];
        id.CopyTo(bytes);
        _byId.BindBlob(1, bytes);
        return ReadOne(_byId, withPayload: true);
    }

    /// <summary>
    /// Reads rows of <see cref="ReadOrder"/>, without their payloads; those that are gone by now are passed over.
    /// </summary>
    public void ReadRows(IEnumerable<(long LastUsed, long Row)> order, List<RowResult> results)
    {
        // In one transaction: each read of its own would take and give back SQLite's locks, which costs more than the row.
        _connection.Execute("BEGIN");
        try
        {
            foreach (var (_, row) in order)
            {
                _byRow.Bind(1, row);
                results.Add(ReadOne(_byRow, withPayload: false));
            }
        }
        finally
        {
            if (_connection.IsInTransaction)
                _connection.Execute("COMMIT");
        }
    }

    /// <summary>Every row, least recently used first, in order of writing where moments are equal: 16 bytes an entry.</summary>
    public List<(long LastUsed, long Row)> ReadOrder()
    {
        List<(long, long)> order = [];
        try
        {
            while (_order.Step())
                order.Add((_order.Int64(0), _order.Int64(1)));
        }
        finally
        {
            _order.Reset();
        }

        order.Sort();
        return order;
    }

    /// <exception cref="SqliteStoreException">One is damaged.</exception>
    public List<Invalidation> ReadInvalidations()
    {
        List<Invalidation> invalidations = [];
        try
        {
            while (_invalidations.Step())
                invalidations.Add(InvalidationRows.Read(_invalidations));
        }
        finally
        {
            _invalidations.Reset();
        }

        return invalidations;
    }

    public (long Entries, long PayloadBytes) Measure()
    {
        try
        {
            _size.Step();
            return (_size.Int64(0), _size.Int64(1));
        }
        finally
        {
            _size.Reset();
        }
    }

    public void Dispose() => _connection.Dispose();

    private RowResult ReadOne(Statement statement, bool withPayload)
    {
        try
        {
            if (!statement.Step())
                return default;
            var entry = _rows.Read(statement, withPayload, out var fault);
            return new RowResult(entry, statement.Int64(EntryColumns.Row), fault);
        }
        finally
        {
            statement.Reset();
        }
    }
}
