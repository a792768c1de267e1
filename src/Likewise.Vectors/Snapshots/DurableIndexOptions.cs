namespace Likewise.Vectors;

/// <summary>How a <see cref="DurableIndex"/> is opened and kept.</summary>
public sealed class DurableIndexOptions
{
    /// <summary>
    /// Whether every byte of the snapshot is read when it is opened: some 3 ms for 44 MB. Without, damage in the rows is not
    /// noticed, and shows in what is found.
    /// </summary>
    /// <value>True by default.</value>
    public bool Verify { get; set; } = true;

    /// <summary>
    /// Whether a new snapshot is written by itself, in the background, when the log is above 16 MiB and above half of the
    /// snapshot. Otherwise it grows until <see cref="DurableIndex.Compact"/>.
    /// </summary>
    /// <value>True by default.</value>
    public bool CompactsInBackground { get; set; } = true;
}
