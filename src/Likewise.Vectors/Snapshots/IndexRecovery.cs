namespace Likewise.Vectors;

/// <summary>How a <see cref="DurableIndex"/> was opened.</summary>
/// <param name="Changes">How many changes the index had seen, over all its life.</param>
/// <param name="Replayed">How many of them were read from logs; the others were in the snapshot.</param>
/// <param name="DroppedBytes">
/// What a crash had left of a change that it broke off, at the end of the log: it was not flushed, and is cut off.
/// </param>
/// <param name="Refused">
/// Why newer snapshots were passed over, newest first. Nothing was lost by it: an older one and the logs gave the same.
/// </param>
public sealed record IndexRecovery(
    long Changes, long Replayed, long DroppedBytes, IReadOnlyList<VectorSnapshotException> Refused);
