namespace Likewise.Tests.Telemetry;

public sealed class DurationHistogramTests
{
    /// <summary>Durations from a tick to minutes, evenly by magnitude; each percentile beside the sorted truth.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_percentile_is_off_by_no_more_than_it_says(int seed)
    {
        var random = new Random(seed);
        var durations = Enumerable.Range(0, 5_000)
            .Select(_ => new TimeSpan((long)Math.Pow(10, random.NextDouble() * 9))).ToArray();
        var histogram = new DurationHistogram();
        foreach (var duration in durations)
            histogram.Add(duration);

        Array.Sort(durations);
        var read = histogram.Read();
        foreach (var (part, said) in new[] { (0.50, read.P50), (0.90, read.P90), (0.99, read.P99) })
        {
            var truth = durations[(int)Math.Ceiling(part * durations.Length) - 1].Ticks;
            var error = (truth * DurationHistogram.RelativeError) + 1;
            Assert.InRange(said.Ticks, truth - error, truth + error);
        }

        Assert.Equal(durations.Sum(duration => duration.Ticks), read.Total.Ticks);
    }

    [Fact]
    public async Task Nothing_is_lost_where_several_add_at_once()
    {
        var histogram = new DurationHistogram();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(
            () =>
            {
                for (var at = 0; at < 10_000; at++)
                    histogram.Add(TimeSpan.FromTicks((worker * 1_000) + at));
            },
            TestContext.Current.CancellationToken)));

        Assert.Equal(40_000, histogram.Read().Count);
    }

    [Fact]
    public void What_is_out_of_range_counts_as_the_end_of_it()
    {
        var histogram = new DurationHistogram();
        histogram.Add(TimeSpan.FromDays(30));
        histogram.Add(TimeSpan.FromSeconds(-1));

        var read = histogram.Read();

        Assert.Equal(2, read.Count);
        Assert.Equal(TimeSpan.Zero, read.P50);
        Assert.InRange(read.P99, DurationHistogram.Longest * (1 - DurationHistogram.RelativeError), DurationHistogram.Longest);
    }

    [Fact]
    public void Adding_allocates_nothing()
    {
        var histogram = new DurationHistogram();
        histogram.Add(TimeSpan.FromMilliseconds(3));

        var before = GC.GetAllocatedBytesForCurrentThread();
        histogram.Add(TimeSpan.FromMilliseconds(5));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Where_nothing_was_added_nothing_is_said() => Assert.Equal(LatencyStatistics.None, new DurationHistogram().Read());
}
