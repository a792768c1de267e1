using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

public class ReliabilityTests
{
    [Fact]
    public void Each_bin_has_its_cases_and_the_error_is_their_weighted_difference()
    {
        var reliability = new Reliability([(0.95, true), (1.0, false), (0.05, false), (0.15, true)]);

        Assert.Equal([1, 1, 0, 0, 0, 0, 0, 0, 0, 2], reliability.Bins.Select(bin => bin.Cases));
        Assert.Equal((0.975, 0.5), (reliability.Bins[9].MeanScore!.Value, reliability.Bins[9].RightShare!.Value));
        Assert.Equal(((2 * 0.475) + 0.05 + 0.85) / 4, reliability.ExpectedError!.Value, 12);
        Assert.Null(reliability.Bins[5].RightShare);
    }

    [Fact]
    public void Scores_that_mean_what_they_say_have_no_error()
    {
        var reliability = new Reliability(Enumerable.Range(0, 100).Select(i => (0.75, i < 75)));

        Assert.Equal(0, reliability.ExpectedError!.Value, 12);
    }

    [Fact]
    public void Of_nothing_there_is_no_error() => Assert.Null(new Reliability([]).ExpectedError);
}
