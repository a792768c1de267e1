using Likewise.Server;

namespace Likewise.Tests.Configuration;

public class DecisionTextTests
{
    [Theory]
    [InlineData("threshold:0.93", HitDecision.Threshold, 0.93, 0.02)]
    [InlineData("Bound:0.05", HitDecision.Bound, 0.90, 0.05)]
    [InlineData("bound", HitDecision.Bound, 0.90, 0.02)]
    [InlineData("threshold", HitDecision.Threshold, 0.90, 0.02)]
    public void It_says_what_decides_and_by_which_number(
        string text, HitDecision kind, double similarityMin, double maxWrongHits)
    {
        var options = new SemanticCacheOptions();

        Assert.True(DecisionText.TryParse(text, out var decision) && decision.IsInRange);
        decision.CopyTo(options);

        Assert.Equal(
            (kind, similarityMin, maxWrongHits), (options.Decision, options.SimilarityMin, options.Bound.MaxWrongHits));
        Assert.StartsWith(kind.ToString(), DecisionText.Of(options).ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("both")]
    [InlineData("1:0.9")]
    [InlineData("bound:")]
    [InlineData("bound:much")]
    public void Anything_else_is_refused(string text) => Assert.False(DecisionText.TryParse(text, out _));

    [Theory]
    [InlineData("bound:0.6")]
    [InlineData("bound:0")]
    [InlineData("bound:NaN")]
    [InlineData("threshold:1.5")]
    public void A_number_that_nobody_can_mean_is_out_of_range(string text) =>
        Assert.True(DecisionText.TryParse(text, out var decision) && !decision.IsInRange);
}
