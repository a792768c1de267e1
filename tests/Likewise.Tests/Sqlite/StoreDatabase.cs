using Likewise.Sqlite;
using SQLitePCL;

namespace Likewise.Tests.Sqlite;

/// <summary>A store's file seen as what it is, a database: to look at it, or to do to it what a store would not.</summary>
internal static class StoreDatabase
{
    public static List<string> Read(string path, string sql)
    {
        using var connection = Open(path);
        return connection.ReadTexts(sql);
    }

    public static void Execute(string path, string sql)
    {
        using var connection = Open(path);
        connection.Execute(sql);
    }

    public static Connection Open(string path) =>
        Connection.Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, TimeSpan.FromSeconds(5));
}
