namespace Likewise.Sqlite;

/// <summary>How a backup is put back.</summary>
public sealed class RestoreOptions
{
    /// <summary>
    /// Whether a store that is there gives way. It is kept aside, as <c>.replaced</c>, until the restored one has been opened.
    /// </summary>
    /// <value>Default: false, a store that is there is a reason to refuse.</value>
    public bool Replaces { get; set; }

    /// <summary>Whether entries that have ended since the backup was made are left out.</summary>
    /// <value>Default: false; they are swept when the store is opened, as any that have ended.</value>
    public bool WithoutEnded { get; set; }

    /// <summary>Where the evidence file of the backup goes, if it has one.</summary>
    /// <value>A path; default: null, it is left out.</value>
    public string? EvidenceFile { get; set; }
}
