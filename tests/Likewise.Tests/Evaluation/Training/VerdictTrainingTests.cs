using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation.Training;

public class VerdictTrainingTests
{
    private static readonly string[] Things = ["kettles", "lamps", "chairs", "rugs", "clocks", "mirrors", "vases", "stools"];

    [Fact]
    public async Task Pairs_are_judged_by_models_that_have_not_seen_them()
    {
        // Whatever their angle: the same thing may share, another may not. Labels of pure chance can be learnt by heart only.
        var random = new Random(4);
        var telling = new TrainingSet("telling", [.. Pairs(random, (one, other) => one == other)]);
        var chance = new TrainingSet("chance", [.. Pairs(random, (_, _) => random.Next(2) == 0)]);

        var learnt = await TrainAsync([telling], [telling]);
        var guessed = await TrainAsync([chance], []);

        Assert.True(learnt.Learnt[0].ByVerdict.Auc > 0.9, $"{learnt.Learnt[0].ByVerdict.Auc}");
        Assert.True(learnt.Tested[0].ByVerdict.Auc > learnt.Tested[0].BySimilarity.Auc);
        Assert.InRange(guessed.Learnt[0].ByVerdict.Auc!.Value, 0.38, 0.62);
        Assert.InRange(learnt.Learnt[0].Reliability.ExpectedError!.Value, 0, 0.2);
    }

    [Fact]
    public async Task Each_text_is_embedded_once_and_blank_ones_not_at_all()
    {
        var embedder = new TestOnlyAngleEmbedder();
        var pairs = Pairs(new Random(1), (one, other) => one == other).Append(new LabelledPair(" ", "3 lamps", false)).ToList();

        await VerdictTraining.RunAsync(
            [new TrainingSet("set", pairs)], [], embedder, new VerdictTrainingOptions { Trees = 2 }, TimeProvider.System,
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(embedder.TimesEmbedded.Values, times => Assert.Equal(1, times));
        Assert.DoesNotContain(" ", embedder.TimesEmbedded.Keys);
    }

    private static Task<VerdictReport> TrainAsync(TrainingSet[] learnt, TrainingSet[] tested) => VerdictTraining.RunAsync(
        learnt, tested, new TestOnlyAngleEmbedder(), new VerdictTrainingOptions { Trees = 40, LeafExamplesMin = 10 },
        TimeProvider.System, cancellationToken: TestContext.Current.CancellationToken);

    private static IEnumerable<LabelledPair> Pairs(Random random, Func<string, string, bool> mayShare)
    {
        for (var pair = 0; pair < 400; pair++)
        {
            var one = Things[random.Next(Things.Length)];
            var other = random.Next(2) == 0 ? one : Things[random.Next(Things.Length)];
            yield return new LabelledPair(
                $"{random.Next(30)} where are {one} sold number{pair}x", $"{random.Next(30)} shops selling {other} item{pair}y",
                mayShare(one, other));
        }
    }
}
