namespace Likewise;

/// <summary>How a cache reports what it does.</summary>
public sealed class TelemetryOptions
{
    /// <summary>What the cache is called in metrics, as the tag <see cref="LikewiseTelemetry.CacheTag"/> of its meter.</summary>
    /// <value>
    /// Default: <c>default</c>. A second cache of the same name in a process is called <c>default-2</c>, and so on.
    /// </value>
    public string CacheName { get; set; } = "default";

    /// <summary>How many namespaces metrics tell apart; those that come later count together, as <c>other</c>.</summary>
    /// <value>0 to 10,000; default 32.</value>
    public int NamespacesMax { get; set; } = 32;

    /// <summary>
    /// How many models tokens are counted for, each apart; those that come later count together, as <c>other</c>, and nobody
    /// knows what their tokens cost.
    /// </summary>
    /// <value>0 to 10,000; default 64.</value>
    public int ModelsMax { get; set; } = 64;

    /// <summary>Whether spans hold prompts (<c>likewise.prompt</c>).</summary>
    /// <value>Default: false.</value>
    public bool TracePrompts { get; set; }
}
