using System.Buffers.Binary;

namespace Likewise.Vectors.Snapshots;

/// <summary>A change as it stands in a log: 32 bytes, then the row if one was added, filled up to a multiple of 8.</summary>
internal readonly ref struct ChangeRecord
{
    public const int HeadBytes = 32;
    public const int Alignment = 8;

    /// <summary>The longest row: four times what 65,536 floats take.</summary>
    public const int RowBytesMax = 1 << 20;

    private ChangeRecord(ReadOnlySpan<byte> bytes, int rowBytes)
    {
        Whole = bytes;
        Row = bytes.Slice(HeadBytes, rowBytes);
    }

    /// <summary>The record from its hash to its last zero.</summary>
    public ReadOnlySpan<byte> Whole { get; }

    /// <summary>What was added; empty for a removal.</summary>
    public ReadOnlySpan<byte> Row { get; }

    /// <summary>The number of the change, 1 for the first of an index.</summary>
    public long Sequence => BinaryPrimitives.ReadInt64LittleEndian(Whole[8..]);

    public long Key => BinaryPrimitives.ReadInt64LittleEndian(Whole[16..]);

    public ChangeSort Sort => (ChangeSort)BinaryPrimitives.ReadInt32LittleEndian(Whole[28..]);

    public ulong Hash => BinaryPrimitives.ReadUInt64LittleEndian(Whole);

    /// <summary>What a record takes whose row takes so much.</summary>
    public static int BytesFor(int rowBytes) => (HeadBytes + rowBytes + Alignment - 1) & -Alignment;

    /// <param name="destination">Exactly as long as the record.</param>
    /// <returns>The record's hash.</returns>
    public static ulong Write(Span<byte> destination, long sequence, long key, ChangeSort sort, ReadOnlySpan<byte> row)
    {
        BinaryPrimitives.WriteInt64LittleEndian(destination[8..], sequence);
        BinaryPrimitives.WriteInt64LittleEndian(destination[16..], key);
        BinaryPrimitives.WriteInt32LittleEndian(destination[24..], row.Length);
        BinaryPrimitives.WriteInt32LittleEndian(destination[28..], (int)sort);
        row.CopyTo(destination[HeadBytes..]);
        destination[(HeadBytes + row.Length)..].Clear();
        var hash = LaneHash.Compute(destination[sizeof(ulong)..]);
        BinaryPrimitives.WriteUInt64LittleEndian(destination, hash);
        return hash;
    }

    /// <summary>How long the record would be whose head this is; 0 for what cannot be a head.</summary>
    /// <param name="head">The first <see cref="HeadBytes"/> of it.</param>
    /// <param name="above">Its sequence must be above this,</param>
    /// <param name="atMost">and no more than this.</param>
    public static int BytesOf(ReadOnlySpan<byte> head, long above, long atMost)
    {
        var sequence = BinaryPrimitives.ReadInt64LittleEndian(head[8..]);
        var rowBytes = BinaryPrimitives.ReadInt32LittleEndian(head[24..]);
        var sort = (ChangeSort)BinaryPrimitives.ReadInt32LittleEndian(head[28..]);
        return sequence > above && sequence <= atMost && rowBytes is >= 0 and <= RowBytesMax
            && sort is ChangeSort.Add or ChangeSort.Remove ? BytesFor(rowBytes) : 0;
    }

    /// <returns>False when the bytes are not as they were written.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ChangeRecord record)
    {
        record = new(bytes, BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]));
        return LaneHash.Compute(bytes[sizeof(ulong)..]) == record.Hash;
    }
}

/// <summary>What a change does.</summary>
internal enum ChangeSort
{
    Add = 1,
    Remove = 2,
}
