using System.Buffers.Binary;
using SQLitePCL;

namespace Likewise.Sqlite;

/// <summary>A row as its bytes say, of whatever table; whether it is genuine its checksum will say.</summary>
/// <param name="Row">Its integer key.</param>
/// <param name="Values">Its values; those that the row was written without are missing at the end.</param>
internal sealed record SalvagedRow(long Row, IReadOnlyList<SalvagedValue> Values)
{
    /// <summary>More than any table here has: a header that says more is damaged.</summary>
    private const int ColumnsMax = 100;

    /// <param name="cell">A cell of a leaf page, and what stands behind it.</param>
    /// <param name="file">For what does not fit into the page.</param>
    /// <returns>Null where the bytes make no row.</returns>
    public static SalvagedRow? Read(ReadOnlySpan<byte> cell, PageFile file)
    {
        if (!TryReadNumber(ref cell, out var length) || !TryReadNumber(ref cell, out var row)
            || length < 1 || length > (long)file.Pages * file.PageBytes || length > Array.MaxLength)
            return null;
        return Gather(cell, (int)length, file) is { } record && ReadValues(record) is { } values
            ? new SalvagedRow(row, values)
            : null;
    }

    /// <summary>The record whole: its beginning in the page, the rest in a chain of pages (file format, section 1.6).</summary>
    private static byte[]? Gather(ReadOnlySpan<byte> cell, int length, PageFile file)
    {
        var usable = file.PageBytes;
        var (most, least) = (usable - 35, ((usable - 12) * 32 / 255) - 23);
        var local = length <= most ? length : least + ((length - least) % (usable - 4));
        if (length > most && local > most)
            local = least;
        if (cell.Length < local + (local < length ? 4 : 0))
            return null;

        var record = new byte[length];
        cell[..local].CopyTo(record);
        var next = local < length ? BinaryPrimitives.ReadUInt32BigEndian(cell[local..]) : 0;
        for (var filled = local; filled < length;)
        {
            if (file.Read(next) is not { } page)
                return null;
            var part = Math.Min(length - filled, usable - 4);
            page.AsSpan(4, part).CopyTo(record.AsSpan(filled));
            filled += part;
            next = BinaryPrimitives.ReadUInt32BigEndian(page);
        }

        return record;
    }

    private static List<SalvagedValue>? ReadValues(ReadOnlySpan<byte> record)
    {
        var rest = record;
        if (!TryReadNumber(ref rest, out var headerBytes)
            || headerBytes > record.Length || headerBytes < record.Length - rest.Length)
            return null;
        var types = record[..(int)headerBytes][(record.Length - rest.Length)..];
        var body = record[(int)headerBytes..];
        List<SalvagedValue> values = [];
        while (!types.IsEmpty)
        {
            if (!TryReadNumber(ref types, out var type) || values.Count == ColumnsMax
                || SalvagedValue.Read(type, ref body) is not { } value)
                return null;
            values.Add(value);
        }

        return values;
    }

    /// <summary>A number in one to nine bytes, seven bits each, the ninth eight.</summary>
    private static bool TryReadNumber(ref ReadOnlySpan<byte> bytes, out long number)
    {
        number = 0;
        for (var at = 0; at < 9 && at < bytes.Length; at++)
        {
            var isLast = at == 8 || bytes[at] < 0x80;
            number = at == 8 ? (number << 8) | bytes[at] : (number << 7) | (uint)(bytes[at] & 0x7F);
            if (!isLast)
                continue;
            bytes = bytes[(at + 1)..];
            return true;
        }

        return false;
    }
}

/// <summary>A value of a row.</summary>
/// <param name="Type">One of SQLite's five.</param>
/// <param name="Number">Of an integer.</param>
/// <param name="Bytes">Of a text or a blob.</param>
internal readonly record struct SalvagedValue(int Type, long Number, byte[] Bytes)
{
    /// <returns>Null where the bytes are too few, or no value of a store.</returns>
    public static SalvagedValue? Read(long serialType, ref ReadOnlySpan<byte> body)
    {
        var length = serialType switch
        {
            0 or 8 or 9 => 0,
            >= 1 and <= 4 => serialType,
            5 => 6,
            6 => 8,
            >= 12 => (serialType - 12) / 2,
            _ => -1, // 7 is a floating-point number, of which a store has none; 10 and 11 are nothing.
        };
        if (length < 0 || length > body.Length)
            return null;
        var bytes = body[..(int)length];
        body = body[(int)length..];
        return serialType switch
        {
            0 => new SalvagedValue(raw.SQLITE_NULL, 0, []),
            8 or 9 => new SalvagedValue(raw.SQLITE_INTEGER, serialType - 8, []),
            < 7 => new SalvagedValue(raw.SQLITE_INTEGER, Integer(bytes), []),
            _ => new SalvagedValue(serialType % 2 == 0 ? raw.SQLITE_BLOB : raw.SQLITE_TEXT, 0, bytes.ToArray()),
        };
    }

    private static long Integer(ReadOnlySpan<byte> bigEndian)
    {
        long value = (sbyte)bigEndian[0];
        foreach (var next in bigEndian[1..])
            value = (value << 8) | next;
        return value;
    }
}
