namespace Likewise.Sqlite;

/// <summary>How a store is mended.</summary>
public sealed class RepairOptions
{
    /// <summary>
    /// Whether rows are taken from pages of which nobody can say any more whether they were given free. Entries that were removed
    /// may then come back.
    /// </summary>
    /// <value>Default: false.</value>
    public bool TakesDoubtful { get; set; }
}
