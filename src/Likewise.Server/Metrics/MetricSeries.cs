namespace Likewise.Server;

/// <summary>One series of a metric: its labels, and a value or the buckets of a histogram. Any thread may add to it.</summary>
internal sealed class MetricSeries(KeyValuePair<string, object?>[] tags, string labels, double[]? bounds)
{
    private readonly double[] _bounds = bounds ?? [];
    private readonly long[] _buckets = new long[bounds is null ? 0 : bounds.Length + 1];
    private long _valueBits;
    private bool _isSet;

    /// <summary>As Prometheus writes them, without braces; empty where there are none.</summary>
    public string Labels => labels;

    /// <summary>The value, or the sum of what a histogram was told.</summary>
    public double Value => BitConverter.Int64BitsToDouble(Interlocked.Read(ref _valueBits));

    /// <summary>Whether it has a value since it was last cleared.</summary>
    public bool IsSet => Volatile.Read(ref _isSet);

    public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> others)
    {
        if (others.Length != tags.Length)
            return false;
        for (var at = 0; at < others.Length; at++)
        {
            if (others[at].Key != tags[at].Key || !Equals(others[at].Value, tags[at].Value))
                return false;
        }

        return true;
    }

    public void Add(double value)
    {
        long before, after;
        do
        {
            before = Interlocked.Read(ref _valueBits);
            after = BitConverter.DoubleToInt64Bits(BitConverter.Int64BitsToDouble(before) + value);
        }
        while (Interlocked.CompareExchange(ref _valueBits, after, before) != before);
        Volatile.Write(ref _isSet, true);
    }

    public void Set(double value)
    {
        Interlocked.Exchange(ref _valueBits, BitConverter.DoubleToInt64Bits(value));
        Volatile.Write(ref _isSet, true);
    }

    /// <summary>Counts a value into the first bucket whose bound is not below it.</summary>
    public void Observe(double value)
    {
        var at = Array.BinarySearch(_bounds, value);
        Interlocked.Increment(ref _buckets[at < 0 ? ~at : at]);
        Add(value);
    }

    public void Clear() => Volatile.Write(ref _isSet, false);

    /// <summary>Up to each bound how many, and last how many in all.</summary>
    public IEnumerable<(double Bound, long Count)> Cumulated()
    {
        var sum = 0L;
        for (var at = 0; at < _buckets.Length; at++)
        {
            sum += Interlocked.Read(ref _buckets[at]);
            yield return (at < _bounds.Length ? _bounds[at] : double.PositiveInfinity, sum);
        }
    }
}
