namespace Likewise.Server;

/// <summary>How long something takes, in seconds, as the cache's API shows it.</summary>
internal sealed record LatencyShown(long Count, double P50, double P90, double P99)
{
    /// <summary>Those of what was done at all.</summary>
    public static IReadOnlyDictionary<string, LatencyShown> Of(IReadOnlyDictionary<string, LatencyStatistics> latencies) =>
        latencies.Where(pair => pair.Value.Count > 0).ToDictionary(pair => pair.Key, pair => new LatencyShown(
            pair.Value.Count, pair.Value.P50.TotalSeconds, pair.Value.P90.TotalSeconds, pair.Value.P99.TotalSeconds));
}
