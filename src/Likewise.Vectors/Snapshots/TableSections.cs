using System.Runtime.InteropServices;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Snapshots;

/// <summary>
/// The rows of an index in a snapshot: blocks as they lie in memory, and the map from keys to rows. Where an index has several
/// tables, all their descriptions are one section, all their maps another, and all their blocks a third.
/// </summary>
internal static class TableSections
{
    private static readonly FourLetters Description = FourLetters.Of("TABL");
    private static readonly FourLetters Blocks = FourLetters.Of("BLKS");
    private static readonly FourLetters Cells = FourLetters.Of("CELL");

    /// <summary>Writes a table as it is when this begins.</summary>
    public static void Save(SnapshotWriter writer, RowTable table)
    {
        var frozen = table.Freeze();
        try
        {
            Save(writer, [frozen]);
        }
        finally
        {
            table.Thaw(frozen);
        }
    }

    /// <summary>Writes tables as they were when they were frozen.</summary>
    public static void Save(SnapshotWriter writer, ReadOnlySpan<FrozenRows> tables)
    {
        writer.Begin<TableRecord>(Description);
        foreach (var frozen in tables)
            writer.Append<TableRecord>([TableRecord.Of(frozen)]);
        writer.Begin<uint>(Cells);
        foreach (var frozen in tables)
            writer.Append<uint>(frozen.Cells);
        writer.Begin<Line>(Blocks);
        foreach (var frozen in tables)
        {
            for (var i = 0; i < frozen.Blocks; i++)
                writer.Append(MemoryMarshal.Cast<byte, Line>(frozen.NextImage()));
        }
    }

    /// <summary>How many tables a snapshot has.</summary>
    public static int Count(Snapshot snapshot) => snapshot.ReadAll<TableRecord>(Description).Length;

    /// <summary>Lets tables stand on a snapshot's memory.</summary>
    /// <exception cref="VectorSnapshotException">It does not fit together; no table has changed.</exception>
    public static void Load(Snapshot snapshot, params ReadOnlySpan<RowTable> tables)
    {
        // 1. What is there.
        var records = snapshot.ReadAll<TableRecord>(Description);
        var images = snapshot.Section<Line>(Blocks);
        if (records.Length != tables.Length)
            throw snapshot.Corrupt(Description, $"describes {records.Length} tables");

        // 2. Whether it fits together, and the blocks, where they lie.
        var blocks = new RowBlock[tables.Length][];
        var (image, cell) = (0L, 0L);
        for (var i = 0; i < tables.Length; i++)
        {
            blocks[i] = BlocksOf(snapshot, records[i], tables[i], images, ref image);
            cell += records[i].State.Map.Cells;
        }

        if (image != images.Length)
            throw snapshot.Corrupt(Blocks, "has other rows than it says");
        if (cell * sizeof(uint) != snapshot.Section<uint>(Cells).Length)
            throw snapshot.Corrupt(Cells, "has another map of its keys than it says");

        // 3. The tables.
        cell = 0;
        for (var i = 0; i < tables.Length; i++)
        {
            var (first, count) = ((int)cell, (int)records[i].State.Map.Cells);
            tables[i].Load(blocks[i], records[i].State, () => snapshot.TryCopy<uint>(Cells, first, count));
            cell += count;
        }
    }

    private static RowBlock[] BlocksOf(
        Snapshot snapshot, in TableRecord record, RowTable table, Region images, ref long image)
    {
        if (!RowTable.CanHave(record.Blocks, record.BlockRows) || !record.IsPossible)
            throw snapshot.Corrupt(Description, "describes rows that cannot be");
        if (record.Blocks == 0)
            return [];

        var shape = table.ShapeOf(record.BlockRows);
        if (record.Blocks > (images.Length - image) / shape.Bytes)
            throw snapshot.Corrupt(Blocks, "has other rows than it says");

        var blocks = new RowBlock[record.Blocks];
        for (var i = 0; i < blocks.Length; i++, image += shape.Bytes)
            blocks[i] = new RowBlock(shape, images, image);
        return blocks;
    }

    /// <summary>What blocks consist of: they are written and mapped as a whole.</summary>
    [StructLayout(LayoutKind.Sequential, Size = Region.Alignment)]
    private readonly struct Line;

    private readonly record struct TableRecord(
        int BlockRows, int Blocks, int UsedSlots, int FirstDead, int Count, uint Buckets, int SlotBits, int Mapped)
    {
        public static TableRecord Of(FrozenRows frozen)
        {
            var (state, map) = (frozen.State, frozen.State.Map);
            return new(
                frozen.BlockRows, frozen.Blocks, state.UsedSlots, state.FirstDead, state.Count,
                map.Buckets, map.SlotBits, map.Count);
        }

        public RowTableState State => new(UsedSlots, FirstDead, Count, new(Buckets, SlotBits, Mapped));

        public bool IsPossible =>
            UsedSlots >= 0 && UsedSlots <= (long)Blocks * BlockRows && Count >= 0 && Count <= UsedSlots
            && FirstDead >= -1 && FirstDead < UsedSlots
            && (Buckets > 0 || UsedSlots <= SlotMap.ScannedSlots) && Buckets <= int.MaxValue / SlotMapShape.BucketCells
            && SlotBits is >= 0 and <= 31 && Mapped == (Buckets == 0 ? 0 : Count);
    }
}
