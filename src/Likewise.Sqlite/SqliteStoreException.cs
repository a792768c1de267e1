namespace Likewise.Sqlite;

/// <summary>SQLite could not do what was asked of an open store. What was asked has not happened.</summary>
public sealed class SqliteStoreException : IOException
{
    internal SqliteStoreException(string message, int code, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>SQLite's extended result code, such as 13 for a full disk; 0 where SQLite was not reached.</summary>
    public int Code { get; }
}
