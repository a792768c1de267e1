using System.Diagnostics;

namespace Likewise.Sqlite;

/// <summary>Binds a row's values in the order of their columns, and takes their checksum on the way.</summary>
internal struct CheckedParameters(Statement statement)
{
    private RowChecksum _checksum = new();
    private int _next;

    public void Add(int column, long? value)
    {
        if (value is { } number)
        {
            Add(column, number, isChecked: true);
            return;
        }

        statement.BindNull(Next(column));
        _checksum.AddNull();
    }

    /// <summary>Adds a value that is in the checksum only in some rows.</summary>
    public void Add(int column, long value, bool isChecked)
    {
        statement.Bind(Next(column), value);
        if (isChecked)
            _checksum.Add(value);
    }

    public void AddBlob(int column, ReadOnlySpan<byte> value)
    {
        statement.BindBlob(Next(column), value);
        _checksum.Add(value);
    }

    public void AddText(int column, ReadOnlySpan<byte> utf8, bool isChecked = true)
    {
        statement.BindText(Next(column), utf8);
        if (isChecked)
            _checksum.Add(utf8);
    }

    /// <summary>Takes a value into the checksum that the row refers to and does not hold.</summary>
    public void Mix(ReadOnlySpan<byte> value) => _checksum.Add(value);

    /// <summary>Binds the checksum of all that was added.</summary>
    public void Seal(int column) => statement.Bind(Next(column), _checksum.Value);

    private int Next(int column)
    {
        Debug.Assert(column == _next, "The checksum is over the columns in their order.");
        _next++;
        return column + 1;
    }
}
