namespace Likewise.Evaluation;

/// <summary>How long one stage of a lookup took, over those lookups in which it took any time.</summary>
/// <param name="Count">In how many lookups the stage took measurable time; clock steps are 0.1 µs.</param>
/// <param name="P50">The time that half of them did not exceed; zero when there are none.</param>
/// <param name="P99">The time that 99 in 100 of them did not exceed; zero when there are none.</param>
public readonly record struct StageLatency(int Count, TimeSpan P50, TimeSpan P99)
{
    /// <summary>Reads the figures off measured times; those of zero are left out.</summary>
    /// <param name="times">In any order.</param>
    public static StageLatency Of(IEnumerable<TimeSpan> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        TimeSpan[] sorted = [.. times.Where(time => time > TimeSpan.Zero).Order()];
        return new StageLatency(sorted.Length, NearestRank(sorted, 50), NearestRank(sorted, 99));
    }

    private static TimeSpan NearestRank(TimeSpan[] sorted, int percent) =>
        sorted.Length == 0 ? TimeSpan.Zero : sorted[(int)((((long)sorted.Length * percent) + 99) / 100) - 1];
}
