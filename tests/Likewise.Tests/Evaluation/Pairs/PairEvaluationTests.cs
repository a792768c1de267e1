using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

public class PairEvaluationTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Figures_are_those_worked_out_by_hand()
    {
        var report = await RunAsync(
        [
            new("0 a", "10 b", true),   // served, at 0.985
            new("0 a", "0 a", false),   // served by the same words, at 1
            new("0 a", "40 c", true),   // not served, at 0.766
            new("0 a", "60 d", false),  // not served, at 0.5
            new("", "0 a", true),       // refused: not compared
        ]);

        Assert.Equal((5, 3, 2, 1), (report.Pairs, report.Curve.Positives, report.Curve.Negatives, report.NotCompared));
        Assert.Equal(new CutOff(0.90, 1, 1, 3, 2), report.Served);
        // Of 3 × 2 comparisons, 0.985 and 0.766 each win the one with 0.5.
        Assert.Equal(2 / 6.0, report.Curve.Auc);
        Assert.Equal(new CutOff(0.98, 1, 1, 3, 2), report.Curve.At(0.98));
        Assert.Equal(new CutOff(0.76, 2, 1, 3, 2), report.Curve.At(0.76));
        Assert.Equal(new CutOff(-1, 2, 2, 3, 2), report.Curve.At(-1));
    }

    [Fact]
    public async Task Same_words_are_one_and_are_served_at_any_threshold()
    {
        var report = await RunAsync([new("7 a", " 7 a ", true)], similarityMin: 1);

        Assert.Equal(1, report.Served.Recall);
        Assert.Equal(1, report.Curve.At(1).Right);
    }

    [Fact]
    public async Task Each_pair_is_judged_alone()
    {
        var report = await RunAsync([new("0 a", "180 b", false), new("180 b", "0 a", false), new("0 a", "180 c", true)]);

        Assert.Equal((0, 0), (report.Served.Right, report.Served.Wrong));
    }

    [Theory]
    [InlineData(0.75)]
    [InlineData(0.90)]
    public async Task What_is_served_is_what_the_table_says_of_the_threshold(double similarityMin)
    {
        var state = 5UL;
        var pairs = Enumerable.Range(0, 200).Select(i => new LabelledPair(
            $"{SeededOrder.Next(ref state) % 90} a", $"{SeededOrder.Next(ref state) % 90} b", i % 3 == 0)).ToArray();
        var report = await RunAsync(pairs, similarityMin);

        Assert.Equal(report.Served, report.Thresholds.Single(row => row.Threshold == similarityMin));
        Assert.True(report.Served is { Right: > 0, Wrong: > 0 }, "the data shows nothing");
    }

    [Fact]
    public async Task Thresholds_go_from_a_half_by_hundredths()
    {
        var report = await RunAsync([new("0 a", "10 b", true)]);

        Assert.Equal(Enumerable.Range(50, 50).Select(percent => percent / 100.0), report.Thresholds.Select(row => row.Threshold));
    }

    [Fact]
    public async Task Each_text_is_embedded_once()
    {
        var embedder = new TestOnlyAngleEmbedder();
        var pairs = Enumerable.Range(0, 600).Select(i => new LabelledPair($"{i % 90} a", $"{i % 70} b", true)).ToArray();
        await PairEvaluation.RunAsync(pairs, embedder, new EvaluationOptions(), null, Token);

        Assert.Equal(160, embedder.TimesEmbedded.Count);
        Assert.All(embedder.TimesEmbedded.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task A_limit_judges_a_sample()
    {
        var pairs = Enumerable.Range(0, 50).Select(i => new LabelledPair("0 a", $"{i} b", true)).ToArray();
        var embedder = new TestOnlyAngleEmbedder();
        var report = await PairEvaluation.RunAsync(pairs, embedder, new EvaluationOptions { Limit = 4, Seed = 3 }, null, Token);

        Assert.Equal(4, report.Pairs);
        var expected = SeededOrder.Sample(pairs, 3, 4).Select(pair => pair.B).Append("0 a");
        Assert.Equal(expected.Order(), embedder.TimesEmbedded.Keys.Order());
    }

    [Fact]
    public async Task An_embedder_that_fails_ends_the_run() =>
        await Assert.ThrowsAnyAsync<Exception>(() => PairEvaluation.RunAsync(
            [new("0 a", "1 b", true)], new TestOnlyAngleEmbedder { FailsOn = "1 b" }, new EvaluationOptions(), null, Token));

    private static Task<PairReport> RunAsync(IReadOnlyList<LabelledPair> pairs, double similarityMin = 0.90) =>
        PairEvaluation.RunAsync(
            pairs, new TestOnlyAngleEmbedder(), new EvaluationOptions
            {
                SimilarityMin = similarityMin,
                Configure = builder => builder.Configure(cache => cache.Guards = Guards.None), // The angles are numbers.
            }, null, Token);
}
