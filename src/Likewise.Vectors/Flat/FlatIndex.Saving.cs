using Likewise.Vectors.Snapshots;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors;

public sealed partial class FlatIndex : ISavedIndex
{
    internal static readonly FourLetters Kind = FourLetters.Of("FLAT");

    FourLetters ISavedIndex.Kind => Kind;

    RowForm ISavedIndex.Form => new(_storage);

    int ISavedIndex.RowBytes => _rows.Table.RowBytes;

    void ISavedIndex.WriteRow(ReadOnlySpan<float> vector, float scale, Span<byte> row) => _rows.WriteRow(vector, scale, row);

    void ISavedIndex.AddRow(long key, ReadOnlySpan<byte> row) => _rows.Table.Write(key, new RawRow(row));

    void ISavedIndex.Clear() => _rows.Table.Clear();

    void ISavedIndex.SaveOptions(SnapshotWriter writer)
    {
        // There are none.
    }

    void ISavedIndex.SaveContent(SnapshotWriter writer) => TableSections.Save(writer, _rows.Table);

    void ISavedIndex.LoadContent(Snapshot snapshot) => TableSections.Load(snapshot, _rows.Table);
}
