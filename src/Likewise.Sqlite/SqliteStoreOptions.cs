namespace Likewise.Sqlite;

/// <summary>Where a store keeps its file, and how. Read once when the store is opened.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>The file. Missing directories are made; a missing file becomes an empty store.</summary>
    /// <value>
    /// A path on a local disk; no default. While it is open, <c>-wal</c>, <c>-shm</c> and <c>.pid</c> stand beside it, and always
    /// <c>.lock</c>.
    /// </value>
    public string Path { get; set; } = "";

    /// <summary>What an acknowledged write survives.</summary>
    /// <value>Default <see cref="StoreDurability.Full"/>.</value>
    public StoreDurability Durability { get; set; } = StoreDurability.Full;

    /// <summary>How many writes may share one transaction, and so one wait for the disk.</summary>
    /// <value>1 to 10,000; default 256.</value>
    public int CommitBatchMax { get; set; } = 256;

    /// <summary>
    /// How long a transaction waits for more writes to join it. While one is being written to disk the next gathers by itself, so
    /// that a wait pays only where a commit is dear and writers are few.
    /// </summary>
    /// <value>0 to 1 second; default 0.</value>
    public TimeSpan CommitWait { get; set; } = TimeSpan.Zero;

    /// <summary>How many writes wait in line; beyond it callers wait for room.</summary>
    /// <value>1 to 1,000,000; default 1,024.</value>
    public int WriteQueueMax { get; set; } = 1_024;

    /// <summary>How many reads run at once; beyond it callers wait for their turn. Each keeps a connection.</summary>
    /// <value>1 to 64; default 4.</value>
    public int ReadersMax { get; set; } = 4;

    /// <summary>
    /// How long SQLite waits for a lock that something outside this process holds on the file, such as a backup.
    /// </summary>
    /// <value>0 to 10 minutes; default 5 seconds.</value>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Pages that a connection keeps in memory. There are <see cref="ReadersMax"/> + 1 connections at most.</summary>
    /// <value>Bytes per connection, 64 KiB to 2 GiB; default 8 MiB.</value>
    public long CacheBytes { get; set; } = 8L << 20;

    /// <summary>
    /// Whether opening reads the whole file to see that its structure is sound. Without it, damage to a page is met when the page
    /// is read, and damage to the list of free pages may not be met before it has spread.
    /// </summary>
    /// <value>Default true.</value>
    public bool CheckOnOpen { get; set; } = true;

    /// <summary>
    /// The largest file that <see cref="CheckOnOpen"/> reads. Of a larger one, which takes seconds to read, only schema and
    /// length are looked at when it is opened; <see cref="SqliteStoreFile.CheckAsync"/> reads all of it at a time of your
    /// choosing.
    /// </summary>
    /// <value>Bytes, not negative; default 256 MiB, read in a third of a second where the disk is not asked.</value>
    public long CheckOnOpenBytesMax { get; set; } = 256L << 20;

    internal SqliteStoreOptions Copy() => (SqliteStoreOptions)MemberwiseClone();

    /// <summary>Names every fault at once.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Validate()
    {
        List<string> faults = [];
        if (string.IsNullOrWhiteSpace(Path) || Path.Contains('\0', StringComparison.Ordinal))
            faults.Add($"{nameof(Path)} must name a file");
        if (Path == ":memory:")
            faults.Add($"{nameof(Path)} must name a file; a store in memory is {nameof(MemoryEntryStore)}");
        if (!Enum.IsDefined(Durability))
            faults.Add($"{nameof(Durability)} is none of Full, Process");
        Range(nameof(CommitBatchMax), CommitBatchMax, 1, 10_000);
        Range(nameof(CommitWait), CommitWait, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Range(nameof(WriteQueueMax), WriteQueueMax, 1, 1_000_000);
        Range(nameof(ReadersMax), ReadersMax, 1, 64);
        Range(nameof(BusyTimeout), BusyTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Range(nameof(CheckOnOpenBytesMax), CheckOnOpenBytesMax, 0, long.MaxValue);
        Range(nameof(CacheBytes), CacheBytes, 64L << 10, 2L << 30);
        if (faults.Count > 0)
            throw new ArgumentException($"The SQLite store's options are wrong: {string.Join("; ", faults)}.");

        void Range<T>(string name, T value, T min, T max)
            where T : IComparable<T>
        {
            if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
                faults.Add($"{name} must be {min} to {max}, not {value}");
        }
    }
}
