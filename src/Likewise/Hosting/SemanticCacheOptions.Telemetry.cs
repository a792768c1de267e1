namespace Likewise;

public sealed partial class SemanticCacheOptions
{
    /// <summary>How the cache reports what it does.</summary>
    public TelemetryOptions Telemetry { get; } = new();
}
