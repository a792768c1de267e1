using Likewise.Vectors.Snapshots;

namespace Likewise.Vectors;

public abstract partial class VectorIndex
{
    /// <summary>Opens an index that <see cref="Save"/> wrote, with the options that it had.</summary>
    /// <param name="path">The file.</param>
    /// <param name="verify">
    /// Whether to read every byte and compare checksums: some 3 ms for 44 MB. Without, damage in the rows is not noticed, and
    /// shows in what is found.
    /// </param>
    /// <returns>
    /// An index of the sort that was saved. It can be searched and changed at once: it stands on the file, mapped into memory,
    /// and what is changed is copied page by page. The file stays as it is, and may be replaced or removed; it must not be
    /// shortened or written to.
    /// </returns>
    /// <exception cref="VectorSnapshotException">The file is not a whole snapshot, or of a newer version.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static VectorIndex Open(string path, bool verify = true)
    {
        var snapshot = Snapshot.Open(path);
        if (verify)
            snapshot.Verify();
        return SavedKinds.Load(snapshot);
    }

    /// <summary>Writes everything to a file, for <see cref="Open"/>.</summary>
    /// <param name="path">The file. One that is there is replaced at one stroke, once the new one is whole and on disk.</param>
    /// <remarks>
    /// Searches and changes go on. What is written is the index as it was at one moment after this was called: every change
    /// that had come back before is in it, and of those made meanwhile all up to that moment.
    /// </remarks>
    /// <exception cref="IOException">It could not be written. What was there before is there still.</exception>
    /// <exception cref="NotSupportedException">This sort of index has no snapshots.</exception>
    public void Save(string path)
    {
        var saved = new SavedIndex(this);
        using var writer = new SnapshotWriter(path, saved.Kind, Dimension);
        saved.Save(writer);
        writer.Commit();
    }

    /// <summary>What it gives to be saved; null when it has no snapshots.</summary>
    internal virtual ISavedIndex? Saved => this as ISavedIndex;
}
