using Likewise.Vectors.Binary;
using Likewise.Vectors.Snapshots;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors;

public sealed partial class BinaryIndex : ISavedIndex
{
    internal static readonly FourLetters Kind = FourLetters.Of("BINA");

    FourLetters ISavedIndex.Kind => Kind;

    RowForm ISavedIndex.Form => RowForm.Of(_options.Storage, _encoder);

    int ISavedIndex.RowBytes => _rows.Table.RowBytes;

    internal static BinaryIndex CreateLike(Snapshot snapshot, RowForm form) =>
        new(form.Encoder(snapshot.Header.Dimension), BinaryOptionsRecord.Load(snapshot, form.Storage));

    void ISavedIndex.WriteRow(ReadOnlySpan<float> vector, float scale, Span<byte> row) => _rows.WriteRow(vector, scale, row);

    void ISavedIndex.AddRow(long key, ReadOnlySpan<byte> row) => _rows.Table.Write(key, new RawRow(row));

    void ISavedIndex.Clear() => _rows.Table.Clear();

    void ISavedIndex.SaveOptions(SnapshotWriter writer) => BinaryOptionsRecord.Save(writer, _options);

    void ISavedIndex.SaveContent(SnapshotWriter writer) => TableSections.Save(writer, _rows.Table);

    void ISavedIndex.LoadContent(Snapshot snapshot) => TableSections.Load(snapshot, _rows.Table);
}
