namespace Likewise.Sqlite;

/// <summary>What an acknowledged write survives.</summary>
public enum StoreDurability
{
    /// <summary>
    /// Loss of power: each transaction waits until the disk says that it has it (SQLite's <c>synchronous=FULL</c>).
    /// </summary>
    Full,

    /// <summary>
    /// The end of the process, <c>kill -9</c> included, but not loss of power, which may take the last transactions
    /// (SQLite's <c>synchronous=NORMAL</c>). The file stays sound either way.
    /// </summary>
    Process,
}
