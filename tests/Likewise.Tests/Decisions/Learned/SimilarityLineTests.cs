namespace Likewise.Tests.Decisions.Learned;

public class SimilarityLineTests
{
    [Fact]
    public void It_finds_the_line_that_drew_the_labels()
    {
        // Log-odds of 10 s - 6 in one set and 10 s - 8 in the other.
        var random = new Random(3);
        var examples = Enumerable.Range(0, 40_000).Select(index =>
        {
            var (similarity, set) = (random.NextDouble(), index % 2 == 0 ? "one" : "other");
            var right = random.NextDouble() < LogOdds.ToScore((10 * similarity) - (set == "one" ? 6 : 8));
            return new VerdictExample("a", "b", similarity, right, set);
        }).ToArray();

        var line = SimilarityLine.Fit(examples);

        Assert.Equal(10, line.Slope, 0.5);
        Assert.Equal(-7, line.Start, 0.4);
        var (one, other) = (examples[0] with { Set = "one" }, examples[0] with { Set = "other" });
        Assert.Equal(2, line.LogOddsOf(one) - line.LogOddsOf(other), 0.2);
    }

    [Fact]
    public void Similarity_that_misleads_counts_for_nothing()
    {
        var examples = Enumerable.Range(0, 100).Select(step => new VerdictExample("a", "b", step / 100.0, step < 50)).ToArray();

        Assert.Equal(0, SimilarityLine.Fit(examples).Slope);
    }

    [Fact]
    public void A_set_of_one_label_has_a_height()
    {
        VerdictExample[] examples =
            [new("a", "b", 0.9, true, "all right"), new("a", "b", 0.5, false, "x"), new("a", "b", 0.6, true, "x")];

        Assert.InRange(SimilarityLine.Fit(examples).LogOddsOf(examples[0]), -50, 50);
    }
}
