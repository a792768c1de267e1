using System.Runtime.InteropServices;
using Likewise.Vectors.Inverted;
using Likewise.Vectors.Snapshots;

namespace Likewise.Vectors;

public sealed partial class InvertedIndex : ISavedIndex
{
    internal static readonly FourLetters Kind = FourLetters.Of("INVE");

    private static readonly FourLetters UpkeepSection = FourLetters.Of("UPKP");

    FourLetters ISavedIndex.Kind => Kind;

    RowForm ISavedIndex.Form => RowForm.Of(_storage, Encoder) with { Books = (int)(_store.Rows.Codes?.Hash ?? 0) };

    /// <summary>Code and vector: which cell a row belongs to is found anew.</summary>
    int ISavedIndex.RowBytes => CodeBytes + _store.Rows.VectorBytes;

    private SignEncoder Encoder => _store.Rows.Encoder;

    private int CodeBytes => Encoder.CodeWords * sizeof(ulong);

    internal static InvertedIndex CreateLike(Snapshot snapshot, RowForm form) =>
        new(form.Encoder(snapshot.Header.Dimension), InvertedOptionsRecord.Load(snapshot, form.Storage));

    void ISavedIndex.WriteRow(ReadOnlySpan<float> vector, float scale, Span<byte> row)
    {
        Encoder.Encode(vector, MemoryMarshal.Cast<byte, ulong>(row[..CodeBytes]));
        _store.Rows.WriteVector(vector, scale, row[CodeBytes..]);
    }

    void ISavedIndex.AddRow(long key, ReadOnlySpan<byte> row) =>
        Add(key, MemoryMarshal.Cast<byte, ulong>(row[..CodeBytes]), row[CodeBytes..]);

    void ISavedIndex.Clear()
    {
        lock (_store.Writing)
        {
            _store.Load(new InvertedState(_store.Rows.NewTable(), null, []), lastNumber: 0);
            _upkeep.Progress = default;
        }
    }

    void ISavedIndex.SaveOptions(SnapshotWriter writer) => InvertedOptionsRecord.Save(writer, _limits, _store.Rows.Codes);

    /// <summary>Everything as it is at one moment. Cells that are just being found are left out: they are found again.</summary>
    void ISavedIndex.SaveContent(SnapshotWriter writer)
    {
        FrozenStore frozen;
        UpkeepRecord upkeep;
        lock (_store.Writing)
        {
            frozen = _store.Freeze();
            upkeep = new(frozen.LastNumber, 0, _upkeep.Progress.Trained, _upkeep.Progress.Come);
        }

        try
        {
            writer.Write(UpkeepSection, [upkeep]);
            TableSections.Save(writer, [frozen.Rows]);
            InvertedSections.Save(writer, frozen, Encoder.CodeWords);
        }
        finally
        {
            lock (_store.Writing)
                _store.Thaw(frozen);
        }
    }

    void ISavedIndex.LoadContent(Snapshot snapshot)
    {
        var upkeep = snapshot.Read<UpkeepRecord>(UpkeepSection);
        var table = _store.Rows.NewTable();
        TableSections.Load(snapshot, table);
        var state = InvertedSections.Load(snapshot, Encoder, table);
        if (Array.Exists(state.Tail, list => list.Number < upkeep.LastNumber))
            throw snapshot.Corrupt(UpkeepSection, "knows of fewer lists than there are");

        lock (_store.Writing)
        {
            _store.Load(state, upkeep.LastNumber);
            _upkeep.Progress = (upkeep.Trained, upkeep.Come);
            _upkeep.Start();
        }
    }

    /// <param name="LastNumber">Lists of the tail are numbered downwards; the last one was given this number.</param>
    /// <param name="Reserved">Zero.</param>
    /// <param name="Trained">From how many rows cells were found last.</param>
    /// <param name="Come">How many have come to them since.</param>
    [StructLayout(LayoutKind.Sequential, Size = 32)]
    private readonly record struct UpkeepRecord(int LastNumber, int Reserved, long Trained, long Come);
}
