using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Decisions.Audit;

/// <summary>A cache that decides by evidence, calls the model itself, and keeps its bound without anybody's help.</summary>
public class BoundAuditTests
{
    private const string Close = "reset password ~0.95";
    private const int Topics = 300;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_models_answers_change_serving_stops_and_starts_again_by_itself()
    {
        await using var cache = await BuildAsync(Comparer.OfTexts);
        for (var i = 0; i < Topics; i++)
            await cache.PutAsync($"topic {i}", "click here");

        var asked = 0;
        ValueTask<bool> NextAsync(string says) => AskAsync(cache, $"topic {asked++ % Topics} ~0.95", says);
        while (asked < 50)
            Assert.True(await NextAsync("click here"));
        while (asked < 350 && await NextAsync("call us"))
            continue;
        var (wrong, closed) = (asked - 50, cache.GetStatistics().Bounds.Single());
        while (asked < 3_000 && !await NextAsync("click here"))
            continue;

        Assert.InRange(wrong, 1, 30);
        Assert.Equal(BoundStanding.Closed, closed.Standing);
        Assert.InRange(asked, 100, 2_999);
    }

    [Fact]
    public async Task What_cannot_be_told_counts_as_wrong()
    {
        await using var cache = await BuildAsync(new Comparer(_ => AnswerAgreement.Unknown));
        await cache.PutAsync("reset password", "click here");

        await AskAsync(cache, Close, "click here");

        Assert.Equal((1, 1), (cache.GetStatistics().Bounds[0].Audited, cache.GetStatistics().Bounds[0].AuditedWrong));
        Assert.Equal(new AgreementCounts(0, 0, 1), cache.GetStatistics().Outcomes.Audits);
    }

    [Fact]
    public async Task What_is_withheld_is_evidence_as_audits_are()
    {
        await using var cache = await BuildAsync(Comparer.OfTexts, serveShare: 0);
        await cache.PutAsync("reset password", "click here");

        for (var i = 0; i < 20; i++)
            await AskAsync(cache, Close, "click here");

        Assert.Equal((20, 0), (cache.GetStatistics().Bounds[0].Audited, cache.GetStatistics().Bounds[0].AuditedWrong));
    }

    /// <returns>Whether the cache answered. A prompt is asked but once by its words, so that its answer is not stored.</returns>
    private static async ValueTask<bool> AskAsync(SemanticCache cache, string prompt, string says)
    {
        var request = PromptRequest.FromText(prompt) with { Directives = new RequestDirectives { NoStore = true } };
        var answer = await cache.GetOrCreateAsync(
            request, (_, _) => ValueTask.FromResult<RecordedResponse>(says), cancellationToken: Token);
        await cache.WhenComparedAsync(Token);
        return answer.IsHit;
    }

    private static ValueTask<SemanticCache> BuildAsync(Comparer comparer, double serveShare = 1) => Caches.BuildAsync(
        configure: options =>
        {
            var rows = Enumerable.Range(0, 2_000).Select(i => ("set", i % 2 == 0 ? 0.9 : 0.7, i % 2 == 0));
            (options.Decision, options.Audit.Share, options.ServeShare) = (HitDecision.Bound, 1, serveShare);
            (options.Audit.CallsPerMinuteMax, options.Bound.Calibration) = (
                int.MaxValue, Calibration.Of(SemanticCache.ScorerName, new TopicEmbedder().Identity.Model, rows));
        },
        build: builder => builder.UseComparer(comparer));
}
