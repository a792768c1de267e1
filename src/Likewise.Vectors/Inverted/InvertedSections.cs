using System.Runtime.InteropServices;
using Likewise.Vectors.Snapshots;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>Cells and lists in a snapshot, as they lie in memory.</summary>
internal static class InvertedSections
{
    private static readonly FourLetters Codes = FourLetters.Of("MIDC");
    private static readonly FourLetters Elements = FourLetters.Of("MIDE");
    private static readonly FourLetters Scales = FourLetters.Of("MIDS");
    private static readonly FourLetters Records = FourLetters.Of("LSTD");
    private static readonly FourLetters Lists = FourLetters.Of("LSTS");

    public static void Save(SnapshotWriter writer, FrozenStore frozen, int words)
    {
        // 1. The middles of cells.
        writer.Write(Codes, frozen.Centres is { } centres ? centres.Codes : []);
        writer.Write(Elements, frozen.Centres is { } middles ? middles.AllElements : []);
        writer.Write(Scales, frozen.Centres is { } scaled ? scaled.Scales : []);
        GC.KeepAlive(frozen);

        // 2. The lists.
        writer.Write<ListRecord>(Records, [.. frozen.Lists.Select(list => list.Record)]);
        writer.Begin<Line>(Lists);
        foreach (var list in frozen.Lists)
        {
            var image = new byte[ListMemory.ImageBytes(words, list.Capacity)];
            list.CopyTo(image);
            writer.Append<Line>(MemoryMarshal.Cast<byte, Line>(image));
        }
    }

    /// <summary>Cells and lists that stand on a snapshot's memory, for the rows of a table.</summary>
    public static InvertedState Load(Snapshot snapshot, SignEncoder encoder, RowTable table)
    {
        var records = snapshot.ReadAll<ListRecord>(Records);
        var lists = snapshot.Section<Line>(Lists);
        var cells = CellsOf(snapshot, encoder);
        var tail = new List<CodeList>();
        var (offset, last, entries) = (0L, 0, 0L);
        foreach (var record in records)
        {
            // Cells first, in order; those of the tail are numbered downwards, in any order.
            var isOfCell = record.Number > last && record.Number <= (cells?.Lists.Length ?? 0) && tail.Count == 0;
            if (!record.IsPossible || (!isOfCell && (record.Number >= 0 || record.Capacity > InvertedLimits.TailRows)))
                throw snapshot.Corrupt(Records, "describes a list that cannot be");

            var bytes = ListMemory.ImageBytes(encoder.CodeWords, record.Capacity);
            if (bytes > lists.Length - offset)
                throw snapshot.Corrupt(Lists, "has other lists than it says");
            var memory = new ListMemory(lists, offset, encoder.CodeWords, record.Capacity);
            var list = new CodeList(record, encoder.CodeWords, memory);
            if (isOfCell)
                cells!.Lists[(last = record.Number) - 1] = list; // There are cells: the number is not beyond them.
            else
                tail.Add(list);
            offset += bytes;
            entries += record.Count;
        }

        if (offset != lists.Length || entries != table.Count || tail.DistinctBy(list => list.Number).Count() != tail.Count)
            throw snapshot.Corrupt(Records, "describes other lists than there are");
        return new InvertedState(table, cells, [.. tail]);
    }

    private static Cells? CellsOf(Snapshot snapshot, SignEncoder encoder)
    {
        var scales = snapshot.Section<float>(Scales);
        if (scales.Length == 0)
            return null;

        try
        {
            return new Cells(new CellCentres(
                encoder, snapshot.Section<ulong>(Codes), snapshot.Section<sbyte>(Elements), scales));
        }
        catch (ArgumentException e)
        {
            throw snapshot.Corrupt(Scales, e.Message);
        }
    }

    /// <summary>What lists consist of: they are written and mapped as a whole.</summary>
    [StructLayout(LayoutKind.Sequential, Size = Region.Alignment)]
    private readonly struct Line;
}
