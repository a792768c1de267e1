using System.Diagnostics.Metrics;

namespace Likewise.Server;

/// <summary>
/// An instrument with its series, as many as may be. Finding a series takes no lock and allocates nothing once it is there; what
/// comes after the last that has room counts together, under a label of its own.
/// </summary>
internal sealed class MetricFamily
{
    /// <summary>More than any of ours has; the rest is for names that callers choose.</summary>
    private const int SeriesMax = 1_000;

    /// <summary>As OpenTelemetry marks what has no series of its own.</summary>
    private static readonly KeyValuePair<string, object?>[] OverflowTags = [new("otel.metric.overflow", "true")];

    /// <summary>Where an instrument does not say: OpenTelemetry's, for durations of HTTP and for all else.</summary>
    private static readonly double[] SecondsBounds =
        [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private static readonly double[] OtherBounds =
        [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000];

    private readonly Lock _adding = new();
    private readonly double[]? _bounds;

    /// <summary>Whether the last value that it is told counts, and not the sum of all.</summary>
    private readonly bool _isLast;
    private readonly Lazy<MetricSeries> _overflow;
    private Dictionary<int, MetricSeries[]> _series = [];
    private int _count;

    public MetricFamily(Instrument instrument)
    {
        Kind = KindOf(instrument);
        IsObserved = instrument.IsObservable;
        _isLast = instrument.GetType().GetGenericTypeDefinition() == typeof(Gauge<>);
        Name = PrometheusName.OfMetric(instrument.Name, instrument.Unit, Kind);
        Help = instrument.Description ?? instrument.Name;
        _bounds = Kind == MetricKind.Histogram ? BoundsOf(instrument) : null;
        _overflow = new Lazy<MetricSeries>(() => NewSeries(OverflowTags));
    }

    public string Name { get; }

    public string Help { get; }

    public MetricKind Kind { get; }

    /// <summary>Whether it says what it has when asked, instead of being told.</summary>
    public bool IsObserved { get; }

    /// <summary>The series that have a value.</summary>
    public IEnumerable<MetricSeries> Series =>
        Volatile.Read(ref _series).Values.SelectMany(some => some)
            .Concat(_overflow.IsValueCreated ? [_overflow.Value] : []).Where(series => series.IsSet)
            .OrderBy(series => series.Labels, StringComparer.Ordinal);

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Of(tags);
        if (Kind == MetricKind.Histogram)
            series.Observe(value);
        else if (IsObserved || _isLast)
            series.Set(value);
        else
            series.Add(value);
    }

    /// <summary>What is observed says all that there is, each time.</summary>
    public void Clear()
    {
        foreach (var series in Volatile.Read(ref _series).Values.SelectMany(some => some))
            series.Clear();
    }

    private MetricSeries Of(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = HashOf(tags);
        return Find(Volatile.Read(ref _series), hash, tags) ?? Add(hash, tags);
    }

    private static MetricSeries? Find(
        Dictionary<int, MetricSeries[]> table, int hash, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var series in table.GetValueOrDefault(hash, []))
        {
            if (series.Has(tags))
                return series;
        }

        return null;
    }

    /// <summary>Readers see the old table or the new one, never one that changes.</summary>
    private MetricSeries Add(int hash, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_adding)
        {
            if (Find(_series, hash, tags) is { } present)
                return present;
            if (_count >= SeriesMax)
                return _overflow.Value;

            var series = NewSeries(tags.ToArray());
            var table = new Dictionary<int, MetricSeries[]>(_series);
            table[hash] = [.. table.GetValueOrDefault(hash, []), series];
            _count++;
            Volatile.Write(ref _series, table);
            return series;
        }
    }

    private MetricSeries NewSeries(KeyValuePair<string, object?>[] tags) => new(tags, PrometheusName.LabelsOf(tags), _bounds);

    private static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = default(HashCode);
        foreach (var (_, value) in tags)
            hash.Add(value);
        return hash.ToHashCode();
    }

    private static MetricKind KindOf(Instrument instrument)
    {
        var kind = instrument.GetType().GetGenericTypeDefinition();
        if (kind == typeof(Histogram<>))
            return MetricKind.Histogram;
        return kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? MetricKind.Counter : MetricKind.Gauge;
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => instrument.Unit == "s" ? SecondsBounds : OtherBounds,
    };
}
