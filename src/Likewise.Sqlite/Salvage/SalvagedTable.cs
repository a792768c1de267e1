using System.Diagnostics;
using SQLitePCL;

namespace Likewise.Sqlite;

/// <summary>A table of a fresh store that takes rows which look as its own do.</summary>
internal sealed class SalvagedTable
{
    private readonly Connection _connection;
    private readonly List<Column> _columns = [];
    private readonly Dictionary<int, Statement> _insertByLength = [];

    public SalvagedTable(Connection connection, string name)
    {
        (_connection, Name) = (connection, name);
        var columns = connection.Prepare("SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk FROM pragma_table_info(?1)");
        columns.BindText(1, Statement.Encode(name));
        while (columns.Step())
            _columns.Add(new Column(
                columns.Text(0), TypeOf(columns.Text(1)), columns.Int64(2) == 1, columns.Int64(3) == 1, columns.Int64(4) == 1));
        columns.Reset();
        Debug.Assert(_columns.Count > 0, "The table is of the schema.");
    }

    public string Name { get; }

    /// <summary>Whether a row has the values that this table's rows have, by number and type.</summary>
    public bool Fits(SalvagedRow row)
    {
        if (row.Values.Count > _columns.Count || _columns.Skip(row.Values.Count).Any(column => !column.HasDefault))
            return false;
        return row.Values.Zip(_columns).All(pair => pair.Second.Takes(pair.First));
    }

    /// <summary>Takes a row in, unless one with its key is there.</summary>
    public void Add(SalvagedRow row)
    {
        var insert = InsertOf(row.Values.Count);
        for (var at = 0; at < row.Values.Count; at++)
        {
            var value = row.Values[at];
            if (_columns[at].IsRow)
                insert.Bind(at + 1, row.Row);
            else if (value.Type == raw.SQLITE_INTEGER)
                insert.Bind(at + 1, value.Number);
            else if (value.Type == raw.SQLITE_NULL)
                insert.BindNull(at + 1);
            else if (value.Type == raw.SQLITE_TEXT)
                insert.BindText(at + 1, value.Bytes);
            else
                insert.BindBlob(at + 1, value.Bytes);
        }

        insert.Run();
    }

    private Statement InsertOf(int length)
    {
        if (_insertByLength.TryGetValue(length, out var known))
            return known;
        var names = string.Join(", ", _columns.Take(length).Select(column => column.Name));
        var parameters = string.Join(", ", Enumerable.Range(1, length).Select(parameter => $"?{parameter}"));
        return _insertByLength[length] = _connection.Prepare($"INSERT OR IGNORE INTO {Name} ({names}) VALUES ({parameters})");
    }

    private static int TypeOf(string declared) => declared switch
    {
        "INTEGER" => raw.SQLITE_INTEGER,
        "TEXT" => raw.SQLITE_TEXT,
        "BLOB" => raw.SQLITE_BLOB,
        _ => throw new UnreachableException($"No table of the schema has a column of type '{declared}'."),
    };

    private sealed record Column(string Name, int Type, bool IsRequired, bool HasDefault, bool IsRow)
    {
        /// <summary>The integer key stands beside the row, and in it is nothing.</summary>
        public bool Takes(SalvagedValue value) => IsRow
            ? value.Type == raw.SQLITE_NULL
            : value.Type == Type || (value.Type == raw.SQLITE_NULL && !IsRequired);
    }
}
