namespace Likewise;

/// <summary>Records that are not there.</summary>
/// <param name="Dropped">Left out because the queue was full or the disk failed.</param>
/// <param name="DamagedBytes">Bytes of a file that cannot be read: the end that a killed process left, or damage.</param>
public sealed record LoggedGap(long Dropped, long DamagedBytes) : LoggedRecord;
