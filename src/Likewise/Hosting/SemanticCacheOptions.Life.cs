namespace Likewise;

public sealed partial class SemanticCacheOptions
{
    /// <summary>What lengthens and shortens the life of entries.</summary>
    public LifeOptions Life { get; } = new();

    /// <summary>When entries whose time is over still answer.</summary>
    public StaleOptions Stale { get; } = new();
}
