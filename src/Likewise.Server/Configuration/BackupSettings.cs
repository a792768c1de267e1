namespace Likewise.Server;

/// <summary>Backups that a running server is asked for.</summary>
public sealed class BackupSettings
{
    /// <summary>The directory that they go into.</summary>
    /// <value>Default: null, a server makes none.</value>
    public string? Directory { get; set; }

    /// <summary>How fast the store is read for them.</summary>
    /// <value>Bytes a second, at least 64 KiB; default 64 MiB.</value>
    public long BytesPerSecondMax { get; set; } = 64 << 20;
}
