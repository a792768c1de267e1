using System.Diagnostics;
using SQLitePCL;

namespace Likewise.Sqlite;

/// <summary>
/// One SQLite connection and the statements prepared on it. Used by one thread at a time: SQLite's own lock around it is off.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly List<Statement> _statements = [];

    static Connection() => Batteries_V2.Init();

    private Connection(sqlite3 handle) => _handle = handle;

    public bool IsReadOnly => raw.sqlite3_db_readonly(_handle, "main") == 1;

    public bool IsInTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public long LastRow => raw.sqlite3_last_insert_rowid(_handle);

    public int Changes => raw.sqlite3_changes(_handle);

    /// <param name="name">A path, or a <c>file:</c> address where <paramref name="flags"/> allow one.</param>
    /// <param name="flags">SQLite's open flags.</param>
    /// <param name="busyTimeout">How long to wait for a lock.</param>
    public static Connection Open(string name, int flags, TimeSpan busyTimeout)
    {
        var code = raw.sqlite3_open_v2(name, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var connection = new Connection(handle);
        try
        {
            connection.Check(code);
            connection.Check(raw.sqlite3_extended_result_codes(handle, 1));
            connection.Check(raw.sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>The first column of the first row, as a number.</summary>
    public long ReadInt64(string sql)
    {
        using var statement = new Statement(this, _handle, sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>The first column of every row, as text.</summary>
    public List<string> ReadTexts(string sql)
    {
        using var statement = new Statement(this, _handle, sql);
        List<string> texts = [];
        while (statement.Step())
            texts.Add(statement.Text(0));
        return texts;
    }

    /// <summary>A statement to be used often; it lives as long as the connection.</summary>
    public Statement Prepare(string sql)
    {
        var statement = new Statement(this, _handle, sql);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Leaves the write-ahead log as it is when the connection closes: for a file that may yet be refused.</summary>
    public void KeepLogOnClose()
    {
        const int NoCheckpointOnClose = 1006;
        Check(raw.sqlite3_db_config(_handle, NoCheckpointOnClose, 1, out var isSet));
        Debug.Assert(isSet == 1);
    }

    /// <summary>Ends what runs on this connection, from any thread; it then fails as interrupted.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_handle);

    /// <summary>Copies this database page by page into another, empty one. Both stay open meanwhile.</summary>
    public PageCopy CopyInto(Connection target)
    {
        var copy = raw.sqlite3_backup_init(target._handle, "main", _handle, "main");
        if (copy is null or { IsInvalid: true })
            target.Check(raw.sqlite3_errcode(target._handle));
        return new PageCopy(copy!, target); // Where it is none, the line above has thrown.
    }

    public void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)
            return;
        var message = _handle.IsInvalid ? raw.sqlite3_errstr(code) : raw.sqlite3_errmsg(_handle);
        throw new SqliteStoreException($"SQLite: {message.utf8_to_string()} ({code}).", code);
    }

    /// <summary>Statements first: a connection with open ones only seems closed, and keeps its log and its locks.</summary>
    public void Dispose()
    {
        foreach (var statement in _statements)
            statement.Dispose();
        _handle.Dispose();
    }
}
