namespace Likewise.Sqlite;

/// <summary>What came of mending a store.</summary>
public sealed class RepairReport
{
    internal RepairReport()
    {
    }

    /// <summary>Whether there was anything to mend; where not, nothing was touched.</summary>
    public bool WasSound { get; internal set; }

    /// <summary>Where the store as it was lies, with its log; null where nothing was touched.</summary>
    public string? Copy { get; internal set; }

    /// <summary>Entries in the mended store.</summary>
    public long Kept { get; internal set; }

    /// <summary>Of those: entries whose record of use was lost and is begun anew.</summary>
    public long ActivityBegunAnew { get; internal set; }

    /// <summary>Entries that could be read and not be believed.</summary>
    public StoreReport Lost { get; } = new();

    /// <summary>
    /// Entries that were let go because records of invalidations are lost that may have taken them: what was removed must not
    /// come back.
    /// </summary>
    public long Invalidated { get; internal set; }

    /// <summary>Whether ways to pages are lost, so that there may have been entries that nobody can name.</summary>
    public bool IsBroken { get; internal set; }

    /// <summary>
    /// Pages with rows of which nobody can say whether they are still in use or were given free, since the list of free pages is
    /// lost too. They were left, for what was removed must not come back.
    /// </summary>
    public int DoubtfulPages { get; internal set; }

    /// <summary>A check of what is there now.</summary>
    public StoreReport Result { get; internal set; } = new();
}
