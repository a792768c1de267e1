using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Decisions.Bound;

public sealed class LearnedScorerTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    [Fact]
    public async Task A_models_score_decides_by_evidence_of_that_model()
    {
        var (file, model) = Learn(new TopicEmbedder().Identity.Model);
        var least = model.ScoreOf("reset password ~0.95", "reset password", 0.95);
        await using var cache = await BuildAsync(file, Vouching(model.Name, least));
        await cache.PutAsync("reset password", "click here");

        var hit = await cache.HitAsync("reset password ~0.97");
        await cache.MissAsync("reset password ~0.8");

        Assert.Equal(model.ScoreOf("reset password ~0.97", "reset password", hit.Similarity), hit.Verdict.Score!.Value, 6);
    }

    [Fact]
    public async Task Evidence_of_similarities_says_nothing_of_a_model()
    {
        var (file, _) = Learn(new TopicEmbedder().Identity.Model);
        await using var cache = await BuildAsync(file, Vouching(SemanticCache.ScorerName, 0.5));
        await cache.PutAsync("reset password", "click here");

        await cache.MissAsync("reset password ~0.99");
    }

    [Fact]
    public async Task A_model_of_another_embedder_or_none_at_all_is_refused_when_the_cache_is_built()
    {
        var (other, _) = Learn("another-model");
        var missing = Path.Combine(_directory.FullName, "nowhere.json");

        var mismatch = await Assert.ThrowsAsync<InvalidOperationException>(() => BuildAsync(other, Calibration.None).AsTask());
        var nowhere = await Assert.ThrowsAsync<InvalidOperationException>(() => BuildAsync(missing, Calibration.None).AsTask());

        Assert.Contains(
            "learnt with the embedder another-model, not topics-for-tests", mismatch.Message, StringComparison.Ordinal);
        Assert.Contains($"The verdict model {missing} cannot be read", nowhere.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>A model that goes by similarity, steeply.</summary>
    private (string File, VerdictModel Model) Learn(string embedder)
    {
        var random = new Random(2);
        var examples = Enumerable.Range(0, 600).Select(_ => random.NextDouble()).Select(similarity =>
            new VerdictExample("reset password", "reset password", similarity, random.NextDouble() < similarity)).ToArray();
        var model = VerdictModel.Train(examples, embedder, new VerdictTrainingOptions { Trees = 3 });
        var file = Path.Combine(_directory.FullName, $"{embedder}.json");
        model.Save(file);
        return (file, model);
    }

    private static Calibration Vouching(string scorer, double from) => Calibration.Of(
        scorer, new TopicEmbedder().Identity.Model,
        Enumerable.Range(0, 2_000).Select(i => ("set", i % 2 == 0 ? from : from - 0.2, i % 2 == 0)));

    private static ValueTask<SemanticCache> BuildAsync(string verdict, Calibration calibration) =>
        Caches.BuildAsync(configure: options =>
        {
            options.Decision = HitDecision.Bound;
            (options.Bound.VerdictFile, options.Bound.Calibration) = (verdict, calibration);
        });
}
