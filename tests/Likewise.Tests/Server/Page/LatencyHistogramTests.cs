using Likewise.Server;

namespace Likewise.Tests.Server.Page;

public sealed class LatencyHistogramTests
{
    [Theory]
    [InlineData(0.002)]
    [InlineData(0.05)]
    [InlineData(1.7)]
    [InlineData(420)]
    [InlineData(60_000)]
    public void A_quantile_is_within_ten_percent(double milliseconds)
    {
        var times = new LatencyHistogram();
        times.Add(TimeSpan.FromMilliseconds(milliseconds));

        Assert.InRange(times.Quantile(0.5)!.Value.TotalMilliseconds / milliseconds, 0.9, 1.1);
    }

    [Fact]
    public void Half_are_below_the_median_and_one_in_twenty_above_the_last()
    {
        var times = new LatencyHistogram();
        for (var at = 1; at <= 100; at++)
            times.Add(TimeSpan.FromMilliseconds(at));

        Assert.InRange(times.Quantile(0.5)!.Value.TotalMilliseconds, 45, 55);
        Assert.InRange(times.Quantile(0.95)!.Value.TotalMilliseconds, 86, 105);
        Assert.InRange(times.Quantile(0)!.Value.TotalMilliseconds, 0.9, 1.1);
    }

    [Fact]
    public void Two_histograms_add_up_and_an_empty_one_has_no_quantile()
    {
        var (some, more) = (new LatencyHistogram(), new LatencyHistogram());
        Assert.Null(some.Quantile(0.5));
        some.Add(TimeSpan.FromMilliseconds(1));
        more.Add(TimeSpan.FromMilliseconds(100));
        more.Add(TimeSpan.FromMilliseconds(100));
        some.Add(more);

        Assert.InRange(some.Quantile(0.5)!.Value.TotalMilliseconds, 90, 110);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(86_400_000)]
    public void What_nobody_expects_has_a_cell_too(double milliseconds)
    {
        var times = new LatencyHistogram();
        times.Add(TimeSpan.FromMilliseconds(milliseconds));

        Assert.NotNull(times.Quantile(1));
    }
}
