namespace Likewise.Cli;

/// <summary>Durations of one stage, and what is typical of them.</summary>
internal sealed class StageTimes
{
    private readonly List<TimeSpan> _times = [];

    public int Count => _times.Count;

    public TimeSpan Total { get; private set; }

    public void Add(TimeSpan time)
    {
        _times.Add(time);
        Total += time;
    }

    /// <summary>The smallest time that a share of all times does not exceed; zero where there is none.</summary>
    /// <param name="share">More than 0, at most 1.</param>
    public TimeSpan Percentile(double share)
    {
        if (_times.Count == 0)
            return TimeSpan.Zero;

        _times.Sort();
        return _times[Math.Max(0, (int)Math.Ceiling(share * _times.Count) - 1)];
    }
}
