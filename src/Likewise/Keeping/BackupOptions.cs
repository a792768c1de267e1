namespace Likewise;

/// <summary>How a backup is made.</summary>
public sealed class BackupOptions
{
    /// <summary>How fast the store is read, so that a backup leaves the disk to those who are served.</summary>
    /// <value>Bytes a second, at least 64 KiB; default: null, as fast as it goes.</value>
    public long? BytesPerSecondMax { get; set; }

    /// <summary>A file beside the store that belongs to the backup, where it exists: what was learned of hits.</summary>
    /// <value>A path; default: null, none.</value>
    public string? EvidenceFile { get; set; }

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Validate()
    {
        const long Least = 64 << 10;
        if (BytesPerSecondMax < Least)
            throw new ArgumentException($"{nameof(BytesPerSecondMax)} must be at least {Least}, not {BytesPerSecondMax}.");
    }
}
