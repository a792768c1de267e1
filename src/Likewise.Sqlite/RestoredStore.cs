namespace Likewise.Sqlite;

/// <summary>What came of putting a backup back.</summary>
/// <param name="Backup">What the backup says of itself.</param>
/// <param name="Entries">Entries in the store now.</param>
/// <param name="Ended">Entries that were left out because they had ended.</param>
public sealed record RestoredStore(BackupManifest Backup, long Entries, long Ended);
