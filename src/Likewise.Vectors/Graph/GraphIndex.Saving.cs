using System.Runtime.InteropServices;
using Likewise.Vectors.Graph;
using Likewise.Vectors.Snapshots;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors;

public sealed partial class GraphIndex : ISavedIndex
{
    internal static readonly FourLetters Kind = FourLetters.Of("GRPH");

    private static readonly FourLetters EntrySection = FourLetters.Of("ENTR");

    FourLetters ISavedIndex.Kind => Kind;

    RowForm ISavedIndex.Form => RowForm.Of(_storage, _encoder);

    /// <summary>Code and vector: whom it is linked with is found anew.</summary>
    int ISavedIndex.RowBytes => CodeBytes + _shape.VectorBytes;

    private int CodeBytes => _shape.CodeWords * sizeof(ulong);

    internal static GraphIndex CreateLike(Snapshot snapshot, RowForm form) =>
        new(form.Encoder(snapshot.Header.Dimension), GraphOptionsRecord.Load(snapshot, form.Storage));

    void ISavedIndex.WriteRow(ReadOnlySpan<float> vector, float scale, Span<byte> row)
    {
        _encoder.Encode(vector, MemoryMarshal.Cast<byte, ulong>(row[..CodeBytes]));
        _vectors.Write(vector, scale, row[CodeBytes..]);
    }

    void ISavedIndex.AddRow(long key, ReadOnlySpan<byte> row) =>
        Add(key, MemoryMarshal.Cast<byte, ulong>(row[..CodeBytes]), row[CodeBytes..]);

    void ISavedIndex.Clear() => Publish(new Levels(_shape));

    void ISavedIndex.SaveOptions(SnapshotWriter writer) =>
        new GraphOptionsRecord(_shape.Links, _shape.BuildWidth, _searchWidth, _survivorsMax, _shape.Seed).Save(writer);

    /// <summary>All levels as they are at one moment. Writers go on, and put down what they change, links included.</summary>
    void ISavedIndex.SaveContent(SnapshotWriter writer)
    {
        var (layers, entry, frozen) = Freeze();
        try
        {
            writer.Write(EntrySection, [entry]);
            TableSections.Save(writer, frozen);
        }
        finally
        {
            for (var level = 0; level < layers.Length; level++)
                layers[level].Table.Thaw(frozen[level]);
        }
    }

    void ISavedIndex.LoadContent(Snapshot snapshot)
    {
        var layers = new GraphLayer[TableSections.Count(snapshot)];
        if (layers.Length > GraphShape.LevelsMax)
            throw snapshot.Corrupt(EntrySection, $"has {layers.Length} levels");

        for (var level = 0; level < layers.Length; level++)
            layers[level] = new GraphLayer(_shape, level);
        TableSections.Load(snapshot, [.. layers.Select(layer => layer.Table)]);
        foreach (var layer in layers)
            layer.Refresh();

        var entry = snapshot.Read<int>(EntrySection);
        var isThere = layers.Length == 0 ? entry == LayerView.None : (uint)entry < (uint)layers[^1].View.Slots;
        if (!isThere)
            throw snapshot.Corrupt(EntrySection, "begins at a row that there is not");
        Publish(Levels.Of(_shape, layers, entry));
    }

    private (GraphLayer[] Layers, int Entry, FrozenRows[] Frozen) Freeze()
    {
        lock (_writing)
        {
            GraphLayer[] layers = [.. _levels.Layers];
            return (layers, _levels.Entry, [.. layers.Select(layer => layer.Table.Freeze())]);
        }
    }

    private void Publish(Levels levels)
    {
        lock (_writing)
        {
            Volatile.Write(ref _levels, levels);
            Volatile.Write(ref _moves, _moves + 1);
        }
    }
}
