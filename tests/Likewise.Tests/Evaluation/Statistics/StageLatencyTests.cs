using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

public class StageLatencyTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(3, 2, 3)]
    [InlineData(100, 50, 99)]
    [InlineData(101, 51, 100)]
    [InlineData(1_000, 500, 990)]
    public void Percentiles_are_measured_times_by_nearest_rank(int count, int p50, int p99)
    {
        var times = SeededOrder.Shuffle([.. Enumerable.Range(1, count).Select(i => TimeSpan.FromTicks(i))], 1);

        Assert.Equal(new StageLatency(count, TimeSpan.FromTicks(p50), TimeSpan.FromTicks(p99)), StageLatency.Of(times));
    }

    [Fact]
    public void Lookups_that_did_not_reach_the_stage_are_left_out()
    {
        var second = TimeSpan.FromSeconds(1);

        Assert.Equal(new StageLatency(1, second, second), StageLatency.Of([TimeSpan.Zero, second, TimeSpan.Zero]));
        Assert.Equal(default, StageLatency.Of([TimeSpan.Zero]));
    }
}
