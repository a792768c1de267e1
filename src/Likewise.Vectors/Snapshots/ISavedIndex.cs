namespace Likewise.Vectors.Snapshots;

/// <summary>What an index gives, so that it has snapshots and a log.</summary>
/// <remarks>
/// A kind that joins is listed in <see cref="SavedKinds"/>, and its sections stand in <c>docs/formats/vectors.md</c>.
/// </remarks>
internal interface ISavedIndex
{
    /// <summary>What sort of index it is.</summary>
    FourLetters Kind { get; }

    RowForm Form { get; }

    /// <summary>Length of a row in the log.</summary>
    int RowBytes { get; }

    /// <summary>Writes what the log says of an added vector.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="scale">What to multiply it with to bring it to length 1.</param>
    /// <param name="row">Shape [<see cref="RowBytes"/>].</param>
    void WriteRow(ReadOnlySpan<float> vector, float scale, Span<byte> row);

    /// <summary>Adds or replaces the vector of a row that was written so.</summary>
    void AddRow(long key, ReadOnlySpan<byte> row);

    /// <summary>Lets go of everything held.</summary>
    void Clear();

    /// <summary>Writes how it is searched, if that can be chosen.</summary>
    void SaveOptions(SnapshotWriter writer);

    /// <summary>Writes what it holds.</summary>
    /// <remarks>Changes may go on; they are left out or in, as <see cref="IRecoverable.Save"/> says.</remarks>
    void SaveContent(SnapshotWriter writer);

    /// <summary>Holds what a snapshot of its own kind, dimension and form holds, and nothing else; its options stay.</summary>
    /// <exception cref="VectorSnapshotException">Its sections do not fit together; nothing has changed.</exception>
    void LoadContent(Snapshot snapshot);
}
