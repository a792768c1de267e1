namespace Likewise.Vectors.Snapshots;

/// <summary>How a directory was opened.</summary>
/// <param name="Snapshot">The snapshot that was loaded; null when there was none to load.</param>
/// <param name="Replayed">How many changes of the logs were applied to it.</param>
/// <param name="DroppedBytes">The end of the last log, a record whose writing a crash broke off; it is cut off.</param>
/// <param name="Refused">Why newer snapshots were passed over, newest first; the logs made up for them.</param>
internal sealed record Recovery(
    SnapshotHeader? Snapshot, long Replayed, long DroppedBytes, IReadOnlyList<VectorSnapshotException> Refused);
