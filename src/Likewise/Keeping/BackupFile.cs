namespace Likewise;

/// <summary>A file of a backup.</summary>
/// <param name="Name">Its name inside the backup.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of all of it, lower-case hexadecimal.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256);
