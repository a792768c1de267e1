namespace Likewise.Vectors.Snapshots;

/// <summary>The kinds of index that have snapshots, and how to make an empty one as a snapshot describes it.</summary>
internal static class SavedKinds
{
    private static readonly Dictionary<FourLetters, Func<Snapshot, RowForm, VectorIndex>> s_kinds = new()
    {
        [FlatIndex.Kind] = static (snapshot, form) => new FlatIndex(snapshot.Header.Dimension, form.Storage),
        [BinaryIndex.Kind] = BinaryIndex.CreateLike,
        [GraphIndex.Kind] = GraphIndex.CreateLike,
        [InvertedIndex.Kind] = InvertedIndex.CreateLike,
        [AdaptiveIndex.Kind] = AdaptiveIndex.CreateLike,
    };

    /// <summary>An index with everything that a snapshot holds.</summary>
    public static VectorIndex Load(Snapshot snapshot)
    {
        if (!s_kinds.TryGetValue(snapshot.Header.Kind, out var create))
        {
            throw FileMark.Snapshot.WrongKind(
                snapshot.Path, snapshot.Header.Kind.ToString(), string.Join("', '", s_kinds.Keys));
        }

        VectorIndex index;
        try
        {
            index = create(snapshot, SavedIndex.FormOf(snapshot));
        }
        catch (ArgumentException e)
        {
            throw FileMark.Snapshot.Corrupt(snapshot.Path, $"describes an index that cannot be ({e.Message})");
        }

        new SavedIndex(index).Load(snapshot);
        return index;
    }
}
