using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Likewise.Tests.Telemetry;

/// <summary>Listens to one cache's meter, and to no other of the process.</summary>
internal sealed class Heard : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _all = new();

    public Heard(SemanticCache cache)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == cache)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What was said under a name: its tags' values and the value.</summary>
    public IReadOnlyList<(string Tags, double Value)> Of(string name) =>
        [.. _all.Where(one => one.Name == name).Select(one => (one.Tags, one.Value))];

    /// <summary>Asks for what is told only when it is asked for.</summary>
    public Heard Ask()
    {
        _listener.RecordObservableInstruments();
        return this;
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var values = new List<string>();
        foreach (var tag in tags)
            values.Add((string)tag.Value!);
        _all.Enqueue((instrument.Name, value, string.Join(' ', values)));
    }
}
