namespace Likewise.Vectors.Snapshots;

/// <summary>An index as a snapshot directory sees it.</summary>
internal sealed class SavedIndex : IRecoverable
{
    /// <summary>How rows are to be read: one <see cref="RowForm"/>.</summary>
    private static readonly FourLetters FormSection = FourLetters.Of("FORM");

    private readonly VectorIndex _index;
    private readonly ISavedIndex _saved;

    /// <exception cref="NotSupportedException">This sort of index has no snapshots.</exception>
    public SavedIndex(VectorIndex index)
    {
        _index = index;
        _saved = index.Saved ?? throw new NotSupportedException(
            $"This {index.GetType().Name} has no snapshots.");
    }

    public FourLetters Kind => _saved.Kind;

    public int Dimension => _index.Dimension;

    public ulong Form => _saved.Form.Hash;

    public ISavedIndex Rows => _saved;

    public static RowForm FormOf(Snapshot snapshot) => snapshot.Read<RowForm>(FormSection);

    public void Clear() => _saved.Clear();

    public void Load(Snapshot snapshot)
    {
        if (FormOf(snapshot) is var form && form != _saved.Form)
            throw FileMark.Snapshot.WrongForm(snapshot.Path, form.ToString(), _saved.Form.ToString());
        _saved.LoadContent(snapshot);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(FormSection, [_saved.Form]);
        _saved.SaveOptions(writer);
        _saved.SaveContent(writer);
    }

    public void Add(long key, ReadOnlySpan<byte> row) => _saved.AddRow(key, row);

    public bool Remove(long key) => _index.Remove(key);
}
