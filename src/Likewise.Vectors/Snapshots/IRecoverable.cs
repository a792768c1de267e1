namespace Likewise.Vectors.Snapshots;

/// <summary>What a <see cref="SnapshotDirectory"/> keeps: an index, as something that is saved, loaded and changed.</summary>
internal interface IRecoverable
{
    /// <summary>What sort of index it is; also the form of its rows in the log.</summary>
    FourLetters Kind { get; }

    int Dimension { get; }

    /// <summary>Names what else decides how rows are to be read. A log that begins with nothing begins with it.</summary>
    ulong Form { get; }

    /// <summary>Lets go of everything held.</summary>
    void Clear();

    /// <summary>Holds what the snapshot holds, and nothing else.</summary>
    /// <exception cref="VectorSnapshotException">Its sections do not fit together.</exception>
    void Load(Snapshot snapshot);

    /// <summary>Writes all sections.</summary>
    /// <remarks>
    /// Changes may go on meanwhile. The log repeats those, so of the rows that they touch any state may be written, even half of
    /// one, as long as <see cref="Load"/> takes it and the log's changes then set it right. All other rows must be written.
    /// </remarks>
    void Save(SnapshotWriter writer);

    /// <summary>Adds a row, or replaces the one that has this key.</summary>
    /// <exception cref="VectorSnapshotException">The row is not of the right length.</exception>
    void Add(long key, ReadOnlySpan<byte> row);

    /// <summary>Removes a row, if there is one.</summary>
    /// <returns>Whether there was one.</returns>
    bool Remove(long key);
}
