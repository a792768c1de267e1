namespace Likewise;

public sealed partial class SemanticCacheOptions
{
    /// <summary>Whether entries of other embedders are moved to the cache's own while it serves, from the start on.</summary>
    /// <value>Default: false; <see cref="SemanticCache.MigrateAsync"/> does it when asked.</value>
    public bool MigratesInBackground { get; set; }

    /// <summary>How many prompts are embedded in one call when entries move; lookups wait for one such call at most.</summary>
    /// <value>1 to <see cref="SemanticCache.BatchItemsMax"/>; default: 16.</value>
    public int MigrationBatch { get; set; } = 16;
}
