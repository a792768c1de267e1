using System.Runtime.InteropServices;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Snapshots;

/// <summary>The rows of an index in a snapshot: blocks as they lie in memory, and the map from keys to rows.</summary>
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
            Save(writer, frozen);
        }
        finally
        {
            table.Thaw(frozen);
        }
    }

    /// <summary>Lets a table stand on a snapshot's memory.</summary>
    public static void Load(Snapshot snapshot, RowTable table)
    {
        // 1. What is there.
        var record = snapshot.Read<TableRecord>(Description);
        var images = snapshot.Section<Line>(Blocks);
        var cells = snapshot.Section<uint>(Cells);
        var state = record.State;

        // 2. Whether it fits together.
        if (!RowTable.CanHave(record.Blocks, record.BlockRows) || !record.IsPossible)
            throw snapshot.Corrupt(Description, "describes rows that cannot be");
        var shape = record.Blocks == 0 ? null : table.ShapeOf(record.BlockRows);
        if (images.Length != (long)record.Blocks * (shape?.Bytes ?? 0))
            throw snapshot.Corrupt(Blocks, "has other rows than it says");
        if (cells.Length != state.Map.Cells * sizeof(uint))
            throw snapshot.Corrupt(Cells, "has another map of its keys than it says");

        // 3. The blocks, where they lie.
        var blocks = new RowBlock[record.Blocks];
        for (var i = 0; i < blocks.Length; i++)
            blocks[i] = new RowBlock(shape!, images, (long)i * shape!.Bytes); // There are blocks, so there is a shape.
        table.Load(blocks, state, () => snapshot.TryCopy<uint>(Cells));
    }

    private static void Save(SnapshotWriter writer, FrozenRows frozen)
    {
        var (state, map) = (frozen.State, frozen.State.Map);
        writer.Write(Description, [new TableRecord(
            frozen.BlockRows, frozen.Blocks, state.UsedSlots, state.FirstDead, state.Count,
            map.Buckets, map.SlotBits, map.Count)]);
        writer.Write<uint>(Cells, frozen.Cells);
        writer.Begin<Line>(Blocks);
        for (var i = 0; i < frozen.Blocks; i++)
            writer.Append(MemoryMarshal.Cast<byte, Line>(frozen.NextImage()));
    }

    /// <summary>What blocks consist of: they are written and mapped as a whole.</summary>
    [StructLayout(LayoutKind.Sequential, Size = Region.Alignment)]
    private readonly struct Line;

    private readonly record struct TableRecord(
        int BlockRows, int Blocks, int UsedSlots, int FirstDead, int Count, uint Buckets, int SlotBits, int Mapped)
    {
        public RowTableState State => new(UsedSlots, FirstDead, Count, new(Buckets, SlotBits, Mapped));

        public bool IsPossible =>
            UsedSlots >= 0 && UsedSlots <= (long)Blocks * BlockRows && Count >= 0 && Count <= UsedSlots
            && FirstDead >= -1 && FirstDead < UsedSlots
            && (Buckets > 0 || UsedSlots <= SlotMap.ScannedSlots) && Buckets <= int.MaxValue / SlotMapShape.BucketCells
            && SlotBits is >= 0 and <= 31 && Mapped == (Buckets == 0 ? 0 : Count);
    }
}
