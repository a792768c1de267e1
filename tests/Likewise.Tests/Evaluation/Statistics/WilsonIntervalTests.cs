using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

public class WilsonIntervalTests
{
    // Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Bounds_are_those_published(int seen, int trials, double low, double high)
    {
        var interval = WilsonInterval.Of(seen, trials);

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(400)]
    public void None_and_all_have_their_bound_exactly(int trials) =>
        Assert.Equal((0.0, 1.0), (WilsonInterval.Of(0, trials).Low, WilsonInterval.Of(trials, trials).High));

    [Fact]
    public void All_seen_mirrors_none_seen_and_stays_within_one()
    {
        for (var trials = 1; trials < 1_000; trials++)
        {
            var (none, all) = (WilsonInterval.Of(0, trials), WilsonInterval.Of(trials, trials));

            Assert.InRange(none.Low, 0, 1e-12);
            Assert.InRange(all.High, 1 - 1e-12, 1);
            Assert.Equal(1 - none.High, all.Low, 12);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 3)]
    [InlineData(4, 3)]
    public void Counts_that_are_of_no_sample_are_refused(int seen, int trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(seen, trials));
}
