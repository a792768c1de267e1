using System.Buffers.Binary;
using System.Diagnostics;

namespace Likewise.Vectors.Snapshots;

/// <summary>The first 1,024 bytes of a snapshot, as docs/formats/vectors.md lays them out.</summary>
/// <param name="Kind">What sort of index it is.</param>
/// <param name="Dimension">Length of the vectors.</param>
/// <param name="At">What had happened to the index.</param>
/// <param name="Sections">The sections, in the order in which they lie in the file, without gaps.</param>
internal sealed record SnapshotHeader(
    FourLetters Kind, int Dimension, HistoryPoint At, IReadOnlyList<SnapshotSection> Sections)
{
    public const int Bytes = 1024;
    public const int Alignment = 64;
    public const int SectionsMax = (Bytes - TableAt) / EntryBytes;

    private const int TableAt = 64;
    private const int EntryBytes = 32;

    /// <summary>Length of the whole file.</summary>
    public long FileBytes => Sections.Count == 0 ? Bytes : Sections[^1].End;

    /// <summary>Whether the history begins with this snapshot: it is named by what is in it.</summary>
    public bool IsRoot => At.History == HistoryOf(Sections);

    public static long Align(long bytes) => (bytes + Alignment - 1) & -Alignment;

    /// <summary>The history of an index that was not made by a log.</summary>
    public static ulong HistoryOf(IReadOnlyList<SnapshotSection> sections)
    {
        Span<byte> table = stackalloc byte[Bytes - TableAt];
        WriteTable(sections, table);
        return LaneHash.Compute(table);
    }

    /// <param name="destination">Exactly <see cref="Bytes"/> long.</param>
    public void Write(Span<byte> destination)
    {
        Debug.Assert(destination.Length == Bytes && Sections.Count <= SectionsMax);
        FileMark.Snapshot.Write(destination);
        BinaryPrimitives.WriteInt32LittleEndian(destination[20..], Sections.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[24..], Kind.Code);
        BinaryPrimitives.WriteInt32LittleEndian(destination[28..], Dimension);
        BinaryPrimitives.WriteInt64LittleEndian(destination[32..], FileBytes);
        BinaryPrimitives.WriteInt64LittleEndian(destination[40..], At.Sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[48..], At.History);
        WriteTable(Sections, destination[TableAt..]);
        FileMark.Seal(destination, hashAt: 56);
    }

    /// <summary>Reads a header and checks it, against the file's length too.</summary>
    /// <param name="path">Stands in the message.</param>
    /// <param name="start">The file's first bytes, <see cref="Bytes"/> of them or all that there are.</param>
    /// <param name="fileBytes">The file's length.</param>
    public static SnapshotHeader Read(string path, ReadOnlySpan<byte> start, long fileBytes)
    {
        // 1. Whose file it is, and whether this version may read on.
        FileMark.Snapshot.Check(path, start, Bytes, hashAt: 56);

        // 2. The table: one section after the other, and nothing behind them.
        var count = BinaryPrimitives.ReadInt32LittleEndian(start[20..]);
        if (count is < 0 or > SectionsMax)
            throw FileMark.Snapshot.Corrupt(path, $"says that it has {count} sections");
        var sections = new SnapshotSection[count];
        var end = (long)Bytes;
        for (var i = 0; i < count; i++)
        {
            var section = sections[i] = ReadEntry(start[(TableAt + (i * EntryBytes))..]);
            if (section.ElementBytes < 1 || section.Bytes < 0 || section.Bytes % section.ElementBytes != 0
                || section.Offset != end || section.End < end)
                throw FileMark.Snapshot.Corrupt(path, $"places its section '{section.Name}' where it cannot be");
            end = section.End;
        }

        if (start[(TableAt + (count * EntryBytes))..Bytes].ContainsAnyExcept((byte)0))
            throw FileMark.Snapshot.Corrupt(path, "has something behind its last section");

        // 3. The length.
        if (end != BinaryPrimitives.ReadInt64LittleEndian(start[32..]))
            throw FileMark.Snapshot.Corrupt(path, "says another length than its sections have");
        if (fileBytes < end)
            throw FileMark.Snapshot.Truncated(path, $"has {fileBytes} of its {end} bytes");
        if (fileBytes > end)
            throw FileMark.Snapshot.Corrupt(path, $"has {fileBytes - end} bytes too many");
        return new(
            new(BinaryPrimitives.ReadUInt32LittleEndian(start[24..])), BinaryPrimitives.ReadInt32LittleEndian(start[28..]),
            new(BinaryPrimitives.ReadInt64LittleEndian(start[40..]), BinaryPrimitives.ReadUInt64LittleEndian(start[48..])),
            sections);
    }

    private static void WriteTable(IReadOnlyList<SnapshotSection> sections, Span<byte> table)
    {
        table.Clear();
        foreach (var section in sections)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(table, section.Name.Code);
            BinaryPrimitives.WriteInt32LittleEndian(table[4..], section.ElementBytes);
            BinaryPrimitives.WriteInt64LittleEndian(table[8..], section.Offset);
            BinaryPrimitives.WriteInt64LittleEndian(table[16..], section.Bytes);
            BinaryPrimitives.WriteUInt64LittleEndian(table[24..], section.Hash);
            table = table[EntryBytes..];
        }
    }

    private static SnapshotSection ReadEntry(ReadOnlySpan<byte> entry) => new(
        new(BinaryPrimitives.ReadUInt32LittleEndian(entry)), BinaryPrimitives.ReadInt32LittleEndian(entry[4..]),
        BinaryPrimitives.ReadInt64LittleEndian(entry[8..]), BinaryPrimitives.ReadInt64LittleEndian(entry[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(entry[24..]));
}
