using System.Diagnostics.Metrics;

namespace Likewise.Server;

/// <summary>
/// Listens to the meters of this server, of its cache and of what they stand on, and keeps what they say for whoever asks. Meters
/// of other caches and servers in the process are told by their scope, and left alone.
/// </summary>
internal sealed class MetricCollector : IDisposable
{
    private const string Runtime = "System.Runtime";

    /// <summary>What of the runtime's is worth a series: what it takes of the machine, and where it waits.</summary>
    private static readonly HashSet<string> OfTheRuntime =
    [
        "dotnet.process.cpu.time", "dotnet.process.memory.working_set", "dotnet.gc.collections", "dotnet.gc.heap.total_allocated",
        "dotnet.gc.last_collection.heap.size", "dotnet.gc.pause.time", "dotnet.monitor.lock_contentions", "dotnet.exceptions",
        "dotnet.thread_pool.queue.length",
    ];

    private static readonly HashSet<string> OfTheServer =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", ServerMetrics.MeterName];

    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new();
    private readonly List<MetricFamily> _families = [];
    private readonly SemanticCache _cache;
    private readonly IMeterFactory _server;

    /// <param name="cache">Whose meter is the cache's.</param>
    /// <param name="server">What made the server's meters.</param>
    public MetricCollector(SemanticCache cache, IMeterFactory server)
    {
        (_cache, _server) = (cache, server);
        _listener.InstrumentPublished = Publish;
        _listener.SetMeasurementEventCallback<double>(Record);
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.Start();
    }

    /// <summary>Everything as it is now, by name.</summary>
    public IReadOnlyList<MetricFamily> Collect()
    {
        lock (_lock)
        {
            foreach (var family in _families)
            {
                if (family.IsObserved)
                    family.Clear();
            }

            _listener.RecordObservableInstruments();
            return [.. _families.OrderBy(family => family.Name, StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Publish(Instrument instrument, MeterListener listener)
    {
        if (!IsOurs(instrument))
            return;

        var family = new MetricFamily(instrument);
        lock (_lock)
        {
            // Two instruments of one name would be two metrics of one name, which nobody can read.
            if (_families.Find(present => present.Name == family.Name) is { } same)
                family = same;
            else
                _families.Add(family);
        }

        listener.EnableMeasurementEvents(instrument, family);
    }

    private bool IsOurs(Instrument instrument)
    {
        var (name, scope) = (instrument.Meter.Name, instrument.Meter.Scope);
        return name == LikewiseTelemetry.MeterName ? scope is null || scope == _cache
            : name == Runtime ? OfTheRuntime.Contains(instrument.Name)
            : OfTheServer.Contains(name) && scope == _server;
    }

    private static void Record(
        Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
        Record(state, value, tags);

    private static void Record(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((MetricFamily)state!).Record(value, tags); // Given when the instrument was enabled.
}
