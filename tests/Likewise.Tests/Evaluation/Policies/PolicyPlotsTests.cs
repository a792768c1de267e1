using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

/// <summary>
/// Goal: a picture shows what the measurement beside it measures. Method: the same data through both; twelve topics on a circle,
/// and numbers in the prompts, which the guard of numbers tells apart.
/// </summary>
public class PolicyPlotsTests
{
    private static readonly EvaluationOptions Options = new() { Seed = 3, SimilarityMin = 0.94, Limit = 60 };

    [Fact]
    public async Task A_sweep_comes_to_what_single_streams_come_to()
    {
        var prompts = Enumerable.Range(0, 80).Select(i => new LabelledPrompt($"{i % 12}", $"{(i % 12 * 30) + (i % 7)} eggs"));
        var curves = await StreamSweep.RunAsync(
            [.. prompts], new PreparedEmbedder(new TestOnlyAngleEmbedder()), PolicyFamily.All(hasVerdict: false), Options,
            progress: null, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["threshold alone", "threshold, guards", "bound, answers anew", "bound, answers repeat"],
            curves.Select(curve => curve.Name));
        foreach (var (curve, guards) in curves.Zip([Guards.None, Guards.All]))
        {
            var report = await StreamEvaluation.RunAsync(
                [.. prompts], new TestOnlyAngleEmbedder(),
                Options with { Configure = builder => builder.Configure(cache => cache.Guards = guards) },
                cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(PolicyPoint.Of(0.94, report), curve.Points.Single(point => point.Setting == 0.94));
        }

        Assert.True(curves[0].Points.Max(point => point.Hits) > curves[1].Points.Max(point => point.Hits));
    }

    [Fact]
    public async Task What_is_read_of_pairs_is_what_a_cache_serves()
    {
        LabelledPair[] pairs =
        [
            new("10 a", "10 a", true), new("10 a", "10 b", true), new("10 a", "12 a", false), new("10 a", "50 b", false),
            new("10 a b c", "20 a b c", true), new("10 a", " ", false),
        ];
        foreach (var guards in (Guards[])[Guards.None, Guards.All])
        {
            var options = Options with { Limit = null, Configure = builder => builder.Configure(cache => cache.Guards = guards) };
            var report = await PairEvaluation.RunAsync(
                pairs, new TestOnlyAngleEmbedder(), options, cancellationToken: TestContext.Current.CancellationToken);
            var readings = await PairReader.ReadAsync(
                pairs, new PreparedEmbedder(new TestOnlyAngleEmbedder()), options, progress: null,
                TestContext.Current.CancellationToken);

            var served = readings.Where(reading => reading.GuardedSimilarity >= Options.SimilarityMin).ToList();
            Assert.Equal(report.Served.Right, served.Count(reading => reading.IsDuplicate));
            Assert.Equal(report.Served.Wrong, served.Count(reading => !reading.IsDuplicate));
            Assert.Equal(report.NotCompared, readings.Count(reading => reading.Similarity == JudgedPair.NotCompared));
            Assert.All(readings, reading => Assert.Equal(
                reading.Similarity > 0 && !reading.IsRejected && !reading.IsSameText, reading.Score is not null));
        }
    }

    [Fact]
    public async Task A_known_noise_floor_is_a_second_scale()
    {
        var prompts = Enumerable.Range(0, 60).Select(i => new LabelledPrompt($"{i % 3}", $"{i % 12 * 3} {i}")).ToList();
        var plain = await DrawAsync(new PolicyPlotOptions { Name = "some" });
        var scaled = await DrawAsync(new PolicyPlotOptions { Name = "some", NoiseFloor = 0.5 });

        Assert.DoesNotContain("of what labels call so is not", plain, StringComparison.Ordinal);
        Assert.Contains("wrong, if 50 % of what labels call so is not", scaled, StringComparison.Ordinal);
        Assert.Equal(plain, await DrawAsync(new PolicyPlotOptions { Name = "some" }));

        async Task<string> DrawAsync(PolicyPlotOptions plot)
        {
            var drawn = await PolicyPlots.OfStreamAsync(
                prompts, new TestOnlyAngleEmbedder(), Options, plot, cancellationToken: TestContext.Current.CancellationToken);
            return drawn.ToSvg();
        }
    }
}
