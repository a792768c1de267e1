namespace Likewise.Vectors.Snapshots;

/// <summary>Where a section lies in its file.</summary>
/// <param name="Name">Its name, no other's in the file.</param>
/// <param name="ElementBytes">Size of what it is an array of.</param>
/// <param name="Offset">Its first byte; a multiple of <see cref="SnapshotHeader.Alignment"/>.</param>
/// <param name="Bytes">Its length, a multiple of the element's; zeros follow up to the next section.</param>
/// <param name="Hash"><see cref="LaneHash"/> of its bytes and those zeros.</param>
internal readonly record struct SnapshotSection(FourLetters Name, int ElementBytes, long Offset, long Bytes, ulong Hash)
{
    /// <summary>Where the next section begins.</summary>
    public long End => SnapshotHeader.Align(Offset + Bytes);
}
