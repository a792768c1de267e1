using System.Runtime.InteropServices;
using Likewise.Vectors.Binary;
using Likewise.Vectors.Snapshots;

namespace Likewise.Vectors;

public sealed partial class AdaptiveIndex : ISavedIndex
{
    internal static readonly FourLetters Kind = FourLetters.Of("ADAP");

    private static readonly FourLetters FlatMaxSection = FourLetters.Of("FMAX");
    private static readonly FourLetters InvertedFromSection = FourLetters.Of("INVF");
    private static readonly FourLetters LayoutSection = FourLetters.Of("LAYT");

    FourLetters ISavedIndex.Kind => Kind;

    RowForm ISavedIndex.Form => RowForm.Of(_layouts.Binary.Storage, _layouts.Encoder);

    /// <summary>Single precision: the log outlives the layout in which a row was added.</summary>
    int ISavedIndex.RowBytes => Dimension * sizeof(float);

    internal static AdaptiveIndex CreateLike(Snapshot snapshot, RowForm form)
    {
        var options = new AdaptiveIndexOptions
        {
            FlatMax = snapshot.Read<int>(FlatMaxSection),
            InvertedFrom = snapshot.Has(InvertedFromSection) ? snapshot.Read<int>(InvertedFromSection) : int.MaxValue,
            Binary = BinaryOptionsRecord.Load(snapshot, form.Storage),
        };
        return new(form.Encoder(snapshot.Header.Dimension), options);
    }

    void ISavedIndex.WriteRow(ReadOnlySpan<float> vector, float scale, Span<byte> row)
    {
        var elements = MemoryMarshal.Cast<byte, float>(row);
        for (var i = 0; i < elements.Length; i++)
            elements[i] = vector[i] * scale;
    }

    void ISavedIndex.AddRow(long key, ReadOnlySpan<byte> row) => Add(key, MemoryMarshal.Cast<byte, float>(row));

    void ISavedIndex.Clear() => Publish(_layouts.Create(0), layout: 0);

    void ISavedIndex.SaveOptions(SnapshotWriter writer)
    {
        BinaryOptionsRecord.Save(writer, _layouts.Binary);
        writer.Write(FlatMaxSection, [_layouts.FlatMax]);
        if (_layouts.InvertedFrom != int.MaxValue)
            writer.Write(InvertedFromSection, [_layouts.InvertedFrom]);
    }

    /// <summary>Writes the layout in force. If it is left meanwhile, it stays as it was.</summary>
    void ISavedIndex.SaveContent(SnapshotWriter writer)
    {
        var current = (ISavedIndex)Current;
        writer.Write(LayoutSection, [current.Kind]);
        current.SaveContent(writer);
    }

    void ISavedIndex.LoadContent(Snapshot snapshot)
    {
        var kind = snapshot.Read<FourLetters>(LayoutSection);
        for (var layout = 0; layout < _layouts.Count; layout++)
        {
            var index = _layouts.Create(layout);
            var saved = (ISavedIndex)index;
            if (saved.Kind != kind)
                continue;

            saved.LoadContent(snapshot);
            Publish(index, layout);
            return;
        }

        throw snapshot.Corrupt(LayoutSection, $"is in a layout '{kind}' that there is not");
    }

    private void Publish(VectorIndex index, int layout)
    {
        lock (_writing)
        {
            (_layout, _move) = (layout, null);
            Volatile.Write(ref _current, index);
            MoveIfCalledFor();
        }
    }
}
