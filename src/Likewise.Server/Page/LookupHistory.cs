namespace Likewise.Server;

/// <summary>What a tenant's lookups came to in each ten seconds of the last hour. Its owner locks.</summary>
/// <remarks>At most 360 intervals of a kilobyte each; one in which nothing was looked up takes no room.</remarks>
internal sealed class LookupHistory
{
    public const int SecondsPerInterval = 10;

    public const int Intervals = 360;

    private readonly (long Number, LookupInterval Interval)[] _intervals = new (long, LookupInterval)[Intervals];

    /// <param name="lookup">What happened.</param>
    /// <param name="number">In which interval, counted from the start.</param>
    public void Add(in LookupRecord lookup, long number)
    {
        ref var place = ref _intervals[number % Intervals];
        if (place.Interval is null || place.Number < number)
            place = (number, new LookupInterval());
        place.Interval.Add(lookup);
    }

    /// <summary>The last hour, the oldest first, several intervals as one.</summary>
    /// <param name="last">The interval that is under way.</param>
    /// <param name="together">How many intervals are one.</param>
    public LookupInterval[] Read(long last, int together)
    {
        var points = new LookupInterval[Intervals / together];
        for (var at = 0; at < points.Length; at++)
            points[at] = new LookupInterval();

        foreach (var (number, interval) in _intervals)
        {
            // Points are aligned to their own length, so that an interval stays in its point while time goes on.
            var age = (last / together) - (number / together);
            if (interval is not null && age >= 0 && age < points.Length)
                points[^(int)(age + 1)].Add(interval);
        }

        return points;
    }
}
