namespace Likewise.Server;

/// <summary>What Prometheus is told that a metric is.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}
