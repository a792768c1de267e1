namespace Likewise;

/// <summary>What is done behind requests, in the order in which it is begun where there is not room for all of it.</summary>
public enum WorkClass
{
    /// <summary>Storing answers that were given already (<see cref="SemanticCacheOptions.StoreInBackground"/>).</summary>
    Store,

    /// <summary>Fetching fresh answers behind stale ones (<see cref="StaleOptions"/>).</summary>
    Refresh,

    /// <summary>Comparing answers with the model's own (<see cref="AuditOptions"/>).</summary>
    Audit,

    /// <summary>Asking the model before anybody does (<see cref="SemanticCache.WarmBatchAsync"/>).</summary>
    Warm,

    /// <summary>Embedding entries of another embedder anew (<see cref="SemanticCache.MigrateAsync"/>).</summary>
    Migrate,
}
