using System.Buffers.Binary;
using System.Numerics;
using SQLitePCL;

namespace Likewise.Sqlite;

/// <summary>
/// CRC-32C over a row's values in the order of their columns, each with its type and length, so that no value can lend bytes to
/// its neighbour. It finds every damage of up to 32 bits in a row and misses other damage once in 4 billion; it is no guard
/// against intent. At a seventh of SHA-256's price it can be asked of every row that is read.
/// </summary>
internal struct RowChecksum
{
    private uint _crc = ~0u;

    public RowChecksum()
    {
    }

    public readonly long Value => ~_crc;

    /// <summary>
    /// Feedback and confirmations are in it only where there are some: rows from before there were any keep their checksums.
    /// </summary>
    public static long OfActivity(ReadOnlySpan<byte> id, in ActivityRow activity)
    {
        var checksum = new RowChecksum();
        checksum.Add(id);
        checksum.Add(activity.HitCount);
        checksum.Add(activity.LastUsed);
        if (activity.Right != 0 || activity.Wrong != 0)
        {
            checksum.Add(activity.Right);
            checksum.Add(activity.Wrong);
        }

        if (activity.ConfirmedBy.Count > 0)
        {
            checksum.AddNull(); // Tells it from feedback.
            foreach (var principal in activity.ConfirmedBy)
                checksum.Add((long)principal);
        }

        return checksum.Value;
    }

    /// <summary>The id is in it, so that one entry's payload cannot pass for another's.</summary>
    public static long OfPayload(ReadOnlySpan<byte> id, ReadOnlySpan<byte> payload)
    {
        var checksum = new RowChecksum();
        checksum.Add(id);
        checksum.Add(payload);
        return checksum.Value;
    }

    /// <summary>Takes in a row as it is stored.</summary>
    /// <param name="row">Stands on a row.</param>
    /// <param name="first">The first column.</param>
    /// <param name="count">How many.</param>
    public void Add(Statement row, int first, int count)
    {
        for (var column = first; column < first + count; column++)
        {
            switch (row.Type(column))
            {
                case raw.SQLITE_INTEGER:
                    Add(row.Int64(column));
                    break;
                case raw.SQLITE_NULL:
                    AddNull();
                    break;
                default:
                    Add(row.Bytes(column));
                    break;
            }
        }
    }

    public void Add(long value)
    {
        Mix(raw.SQLITE_INTEGER);
        Mix((ulong)value);
    }

    public void AddNull() => Mix(raw.SQLITE_NULL);

    public void Add(ReadOnlySpan<byte> value)
    {
        Mix(raw.SQLITE_BLOB | ((ulong)value.Length << 8));
        for (; value.Length >= sizeof(ulong); value = value[sizeof(ulong)..])
            Mix(BinaryPrimitives.ReadUInt64LittleEndian(value));
        foreach (var last in value)
            _crc = BitOperations.Crc32C(_crc, last);
    }

    private void Mix(ulong word) => _crc = BitOperations.Crc32C(_crc, word);
}
