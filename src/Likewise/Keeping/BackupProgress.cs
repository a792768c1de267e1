namespace Likewise;

/// <summary>How far a backup has come, or what is done with one.</summary>
/// <param name="Done">Bytes so far.</param>
/// <param name="Total">All of them, as it looks now.</param>
public readonly record struct BackupProgress(long Done, long Total);
