using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

public class PolicyCurveTests
{
    // 10 % of 40, 20 % of 30, 0 % of 10 and then nothing, of 100 requests each.
    private static readonly PolicyCurve Curve = new(
        "some", [new(0.7, 100, 40, 20), new(0.8, 100, 30, 6), new(0.9, 100, 10, 0), new(0.99, 100, 0, 0)]);

    [Theory]
    [InlineData(0.0, 0.10)]
    [InlineData(0.1, 0.20)]
    [InlineData(0.2, 0.30)]
    [InlineData(0.35, 0.35)]
    [InlineData(0.5, 0.40)]
    [InlineData(0.9, 0.40)]
    public void Between_two_settings_the_hit_rate_lies_on_the_line_between_them(double wrongShare, double hitRate) =>
        Assert.Equal(hitRate, Curve.HitRateAt(wrongShare)!.Value, 9);

    [Fact]
    public void Where_every_setting_is_worse_there_is_no_hit_rate()
    {
        var curve = new PolicyCurve("bad", [new(0.8, 100, 30, 15), new(0.9, 100, 10, 4)]);
        Assert.Null(curve.HitRateAt(0.2));
        Assert.Equal(0.5, curve.WrongShareMax);
    }

    [Fact]
    public void A_setting_that_is_better_in_both_counts_although_another_lies_between()
    {
        var curve = new PolicyCurve("bent", [new(0.7, 100, 40, 4), new(0.8, 100, 30, 9), new(0.9, 100, 10, 1)]);
        Assert.Equal(0.40, curve.HitRateAt(0.1)!.Value, 9);
    }
}
