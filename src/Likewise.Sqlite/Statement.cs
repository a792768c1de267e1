using System.Text;
using SQLitePCL;

namespace Likewise.Sqlite;

/// <summary>
/// A prepared statement. Texts cross as UTF-8 with their length, so that a NUL inside one is a character like any other. What a
/// column returns is valid until the next step or reset. Parameters count from 1, columns from 0, as SQLite has it.
/// </summary>
internal sealed class Statement : IDisposable
{
    /// <summary>
    /// Half a surrogate pair has no UTF-8: it throws, for a text that comes back changed is worse than one refused.
    /// </summary>
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Connection _connection;
    private readonly sqlite3_stmt _handle;

    public Statement(Connection connection, sqlite3 database, string sql)
    {
        _connection = connection;
        connection.Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _handle));
    }

    public static byte[] Encode(string text) => StrictUtf8.GetBytes(text);

    public void Bind(int parameter, long value) => _connection.Check(raw.sqlite3_bind_int64(_handle, parameter, value));

    public void BindNull(int parameter) => _connection.Check(raw.sqlite3_bind_null(_handle, parameter));

    public void BindBlob(int parameter, ReadOnlySpan<byte> value) => _connection.Check(value.IsEmpty
        ? raw.sqlite3_bind_zeroblob(_handle, parameter, 0)
        : raw.sqlite3_bind_blob(_handle, parameter, value));

    /// <param name="parameter">Which.</param>
    /// <param name="utf8">Well-formed UTF-8.</param>
    public void BindText(int parameter, ReadOnlySpan<byte> utf8) => _connection.Check(utf8.IsEmpty
        ? raw.sqlite3_bind_text(_handle, parameter, "")
        : raw.sqlite3_bind_text(_handle, parameter, utf8));

    /// <returns>Whether there is a row.</returns>
    public bool Step()
    {
        var code = raw.sqlite3_step(_handle);
        _connection.Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Runs the statement to its end and makes it ready for the next use.</summary>
    public void Run()
    {
        try
        {
            while (Step())
            {
            }
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>
    /// Ends the statement's read of the database; its parameters stay bound. Repeats the last step's error, which was thrown.
    /// </summary>
    public void Reset() => raw.sqlite3_reset(_handle);

    public int Type(int column) => raw.sqlite3_column_type(_handle, column);

    public bool IsNull(int column) => Type(column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_handle, column);

    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public void Dispose() => _handle.Dispose();
}
