using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

/// <summary>
/// Goal: a cache that decides by evidence keeps its bound on a stream, and keeps it again after the prompts have become others.
/// Method: topics on a circle, whose prompts lie around them; in the later stream two topics lie at every place, so that what was
/// right is wrong half of the time.
/// </summary>
public class BoundStreamTests
{
    private const double Allowed = 0.05;

    [Fact]
    public async Task What_is_served_by_meaning_is_within_the_bound_and_not_nothing()
    {
        var report = await RunAsync(Prompts(3_000, topicsAtAPlace: 1, seed: 1), []);

        Assert.InRange(report.Served.Hits, 1_000, 3_000);
        Assert.True(report.Served.WrongShare <= Allowed);
        Assert.Equal(BoundStanding.Own, Assert.Single(report.Bounds).Standing);
        Assert.Null(report.Drift);
    }

    [Fact]
    public async Task When_the_prompts_become_others_it_is_soon_within_the_bound_again()
    {
        var report = await RunAsync(
            Prompts(2_000, topicsAtAPlace: 1, seed: 1), Prompts(4_000, topicsAtAPlace: 2, seed: 2, firstTopic: 1_000));

        Assert.True(report.Bounds[0].Alarms >= 1);
        Assert.InRange(report.Drift!.AuditedUntilBack!.Value, 1, 200);
    }

    /// <summary>A cache that is told nothing scores by the prompts, and by answers only where they repeat.</summary>
    [Fact]
    public async Task Answers_bear_each_other_out_where_they_repeat_and_are_judged_alike_where_they_do_not()
    {
        var prompts = Prompts(300, topicsAtAPlace: 1, seed: 1);

        var repeated = await RunAsync(prompts, [], options => options with { TellsOutcomes = false, AnswersRepeat = true });
        var own = await RunAsync(prompts, [], options => options with { TellsOutcomes = false });
        var served = await RunAsync(Prompts(3_000, topicsAtAPlace: 1, seed: 1), []);

        Assert.Equal(own.Scores.Count, repeated.Scores.Count);
        Assert.NotEqual(own.Scores.Average(one => one.Score), repeated.Scores.Average(one => one.Score), 1e-6);
        Assert.InRange(served.Served.Hits, 1_000, 3_000);
        Assert.True(served.Served.WrongShare <= Allowed);
    }

    private static Task<StreamReport> RunAsync(
        IReadOnlyList<LabelledPrompt> prompts, IReadOnlyList<LabelledPrompt> later,
        Func<EvaluationOptions, EvaluationOptions>? change = null)
    {
        var options = OptionsOf(later);
        return StreamEvaluation.RunAsync(
            prompts, new TestOnlyAngleEmbedder(), change?.Invoke(options) ?? options,
            cancellationToken: TestContext.Current.CancellationToken);
    }

    private static EvaluationOptions OptionsOf(IReadOnlyList<LabelledPrompt> later) => new()
    {
        WrongShareMax = Allowed,
        Later = later,
        Configure = builder => builder.Configure(options =>
        {
            // Angles are numbers, which a guard would not have shared.
            (options.Decision, options.Guards, options.Bound.MaxWrongHits) = (HitDecision.Bound, Guards.None, Allowed);
            (options.Bound.Calibration, options.Audit.Share) = (Calibration.None, 0.2);
        }),
    };

    /// <summary>Twelve places, 30 degrees apart; prompts within 6 degrees of their place, each worded otherwise.</summary>
    private static List<LabelledPrompt> Prompts(int count, int topicsAtAPlace, ulong seed, int firstTopic = 0)
    {
        var prompts = new List<LabelledPrompt>();
        for (var i = 0; i < count; i++)
        {
            var place = (int)(SeededOrder.Next(ref seed) % 12);
            var aside = (SeededOrder.Next(ref seed) % 12_000 / 1_000.0) - 6;
            var topic = firstTopic + (place * topicsAtAPlace) + (i % topicsAtAPlace);
            prompts.Add(new($"{topic}", FormattableString.Invariant($"{(place * 30) + aside:F3} {firstTopic + i}")));
        }

        return prompts;
    }
}
