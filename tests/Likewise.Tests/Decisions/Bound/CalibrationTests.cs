using System.Globalization;

namespace Likewise.Tests.Decisions.Bound;

public class CalibrationTests
{
    [Fact]
    public void The_strictest_set_decides()
    {
        var calibration = Of(("easy", 0.80), ("hard", 0.97));

        Assert.Equal(Of(("hard", 0.97)).ScoreMin(0.02, 0.95), calibration.ScoreMin(0.02, 0.95));
        Assert.InRange(calibration.ScoreMin(0.02, 0.95)!.Value, 0.96, 0.97);
        Assert.InRange(Of(("easy", 0.80)).ScoreMin(0.02, 0.95)!.Value, 0.79, 0.80);
    }

    [Fact]
    public void A_set_that_vouches_for_nothing_leaves_nothing_to_be_served()
    {
        var calibration = Calibration.Of("similarity", "model", Enumerable.Range(0, 1_000)
            .Select(i => ("a", 0.9, i % 5 != 0)));

        Assert.Null(calibration.ScoreMin(0.02, 0.95));
        Assert.NotNull(calibration.ScoreMin(0.30, 0.95));
    }

    [Fact]
    public void Nothing_known_vouches_for_nothing() => Assert.Null(Calibration.None.ScoreMin(0.5, 0.5));

    [Fact]
    public void It_is_read_back_as_it_was_written()
    {
        var calibration = Of(("easy", 0.80), ("hard", 0.97));
        var text = TextOf(calibration);

        var read = Calibration.Read(new StringReader(text));

        Assert.Equal(("similarity", "model", 1_600L), (read.Scorer, read.Embedder, read.Labels));
        Assert.Equal(calibration.ScoreMin(0.02, 0.95), read.ScoreMin(0.02, 0.95));
        Assert.Equal(text, TextOf(read));
    }

    [Theory]
    [InlineData("likewise-calibration 2\n", "Line 1")]
    [InlineData("", "Line 1")]
    [InlineData("likewise-calibration 1\nset\t1\t2\n", "Line 2")]
    [InlineData("likewise-calibration 1\n# a comment\n\nset\t256\t2\t0\n", "Line 4")]
    [InlineData("likewise-calibration 1\nset\t1\t-2\t0\n", "Line 2")]
    public void What_is_something_else_is_refused_with_its_line(string text, string line) =>
        Assert.StartsWith(line, Assert.Throws<FormatException>(() => Calibration.Read(new StringReader(text))).Message);

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.05)]
    public void What_is_shipped_vouches_for_high_scores_of_the_default_encoder(double maxWrongHits)
    {
        var shipped = Calibration.Shipped;

        Assert.Equal(SemanticCache.ScorerName, shipped.Scorer);
        Assert.Equal("all-MiniLM-L6-v2", shipped.Embedder);
        Assert.InRange(shipped.ScoreMin(maxWrongHits, 0.95)!.Value, 0.80, 0.999);
    }

    private static string TextOf(Calibration calibration)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        calibration.Write(writer);
        return writer.ToString();
    }

    /// <summary>Sets in which all is right from a score on, and half of it below.</summary>
    private static Calibration Of(params IEnumerable<(string Set, double RightFrom)> sets) => Calibration.Of(
        "similarity", "model", sets.SelectMany(set => Enumerable.Range(0, 800).Select(i =>
            (set.Set, i % 2 == 0 ? set.RightFrom : set.RightFrom - 0.1, i % 2 == 0 || i % 4 == 1))));
}
