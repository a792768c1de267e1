namespace Likewise;

/// <summary>How far entries of other embedders have come on their way to the cache's own.</summary>
public sealed record MigrationStatistics
{
    /// <summary>Entries of other embedders that were found when the migration began.</summary>
    public long Total { get; init; }

    /// <summary>Of those: entries that are now found by the cache's own embedder.</summary>
    public long Moved { get; init; }

    /// <summary>Of those: entries that had ended or gone, or whose place a newer answer has.</summary>
    public long Dropped { get; init; }

    /// <summary>Attempts that failed; each is made again.</summary>
    public long Failed { get; init; }

    /// <summary>Whether it is under way.</summary>
    public bool IsRunning { get; init; }

    /// <summary>Entries that are still to be moved.</summary>
    public long Left => Total - Moved - Dropped;
}
