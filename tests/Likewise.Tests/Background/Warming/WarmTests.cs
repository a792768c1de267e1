using System.Diagnostics;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Background.Warming;

/// <summary>
/// Goal: prompts are answered before anybody asks, at no cost where they are. Method: a model that says what it was asked.
/// </summary>
public class WarmTests
{
    private readonly ManualTime _time = new();
    private readonly TopicEmbedder _embedder = new();
    private readonly List<string> _asked = [];
    private Func<string, RecordedResponse> _answer = prompt => RecordedResponse.FromText($"of {prompt}", new TokenUsage(3, 4));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_nobody_has_answered_is_asked_and_found_from_then_on()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "known");

        var outcomes = await WarmAsync(cache, "opening hours", "reset password", "reset password ~0.95", "refund");

        Assert.Equal([WarmStatus.Stored, WarmStatus.Known, WarmStatus.Known, WarmStatus.Stored], Statuses(outcomes));
        Assert.Equal(["opening hours", "refund"], _asked.Order());
        Assert.Equal("of refund", (await cache.HitAsync("refund ~0.95")).Response.Text);
        Assert.Equal(new TokenUsage(3, 4), outcomes[0].Result?.Usage);
    }

    [Fact]
    public async Task All_prompts_of_a_batch_are_embedded_in_one_call()
    {
        await using var cache = await BuildAsync();
        var before = _embedder.Calls;
        await WarmAsync(cache, [.. Enumerable.Range(0, 20).Select(topic => $"topic {topic}")]);
        Assert.Equal((before + 1, 20), (_embedder.Calls, _asked.Count));
    }

    [Fact]
    public async Task Nothing_of_it_counts_as_a_lookup_or_a_use()
    {
        await using var cache = await BuildAsync();
        var id = await cache.PutAsync("reset password", "known");
        _time.Advance(TimeSpan.FromMinutes(5));
        await WarmAsync(cache, "reset password", "reset password ~0.95", "refund");
        await cache.FlushAsync(Token);

        var statistics = cache.GetStatistics();
        Assert.Equal((0L, 0L), (statistics.HitCount, statistics.MissCount));
        Assert.Equal(0, cache.Find(id)?.Activity.HitCount);
        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromMinutes(5), cache.Find(id)?.Activity.LastUsedAt);
    }

    [Fact]
    public async Task Prompts_that_mean_the_same_are_asked_once()
    {
        await using var cache = await BuildAsync();
        var outcomes = await WarmAsync(
            cache, new WarmOptions { ConcurrencyMax = 1 }, "refund", "refund", "refund ~0.96", "refund ~0.97");

        Assert.Equal([WarmStatus.Stored, WarmStatus.Known, WarmStatus.Known, WarmStatus.Known], Statuses(outcomes));
        Assert.Equal(["refund"], _asked);
    }

    [Fact]
    public async Task What_ends_soon_is_asked_again_and_its_answer_replaced_under_the_same_key()
    {
        await using var cache = await BuildAsync(options => options.TimeToLive = TimeSpan.FromHours(2));
        var soon = await cache.PutAsync("reset password", "old");
        _time.Advance(TimeSpan.FromMinutes(90));
        await cache.PutAsync("refund", "new enough");

        var within = new WarmOptions { RefreshWithin = TimeSpan.FromMinutes(45) };
        var outcomes = await WarmAsync(cache, within, "reset password", "refund");

        Assert.Equal([WarmStatus.Stored, WarmStatus.Known], Statuses(outcomes));
        Assert.Null(cache.Find(soon));
        var hit = await cache.HitAsync("reset password");
        Assert.Equal(("of reset password", TimeSpan.FromHours(2)), (hit.Response.Text, hit.FreshFor));
        Assert.Equal(2, cache.GetStatistics().Entries);
    }

    [Fact]
    public async Task A_model_that_fails_leaves_the_entry_as_it_is_and_is_left_alone_for_a_while()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "old");
        _answer = _ => throw new IOException("down");
        var all = new WarmOptions { RefreshWithin = TimeSpan.MaxValue };

        Assert.Equal([WarmStatus.Failed, WarmStatus.Failed], Statuses(await WarmAsync(cache, all, "reset password", "refund")));
        Assert.Equal([WarmStatus.Known], Statuses(await WarmAsync(cache, all, "reset password")));
        Assert.Equal("old", (await cache.HitAsync("reset password")).Response.Text);
        Assert.Equal((1L, 1L), (cache.GetStatistics().Refreshes.Failed, cache.GetStatistics().Refreshes.Skipped));
    }

    [Fact]
    public async Task What_is_not_to_be_stored_is_neither_asked_nor_kept()
    {
        await using var cache = await BuildAsync();
        _answer = _ => RecordedResponse.FromText("");
        var unkept = PromptRequest.FromText("refund") with { Directives = new RequestDirectives { NoStore = true } };

        var outcomes = await cache.WarmBatchAsync([unkept, "opening hours", " "], ModelAsync, null, Token);

        Assert.Equal(WarmStatus.Refused, outcomes[0].Result?.Status);
        Assert.Equal(WarmStatus.NotStored, outcomes[1].Result?.Status);
        Assert.Equal(["opening hours"], _asked.Except([""]));
    }

    [Fact]
    public async Task The_budget_is_held_exactly_and_a_dry_run_asks_nothing()
    {
        await using var cache = await BuildAsync();
        string[] prompts = [.. Enumerable.Range(0, 10).Select(topic => $"topic {topic}")];
        var budget = new ModelBudget(new ModelBudgetOptions { CallsMax = 4, CallsPerMinuteMax = 3 }, _time);

        var dry = await WarmAsync(cache, new WarmOptions { Budget = budget, IsDryRun = true }, prompts);
        Assert.Equal(10, dry.Count(item => item.Result?.Status == WarmStatus.Due));
        Assert.Empty(_asked);

        var run = WarmAsync(cache, new WarmOptions { Budget = budget, ConcurrencyMax = 2 }, prompts);
        while (budget.Calls < 3)
            await Task.Yield();
        while (!run.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        var statuses = Statuses(await run);
        Assert.Equal((4, 6, 4), (
            statuses.Count(status => status == WarmStatus.Stored),
            statuses.Count(status => status == WarmStatus.OverBudget), _asked.Count));
    }

    [Fact]
    public async Task Stopping_ends_the_calls_and_closing_ends_the_rest()
    {
        var cache = await BuildAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var begun = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        var run = cache.WarmBatchAsync(
            ["refund"],
            async (_, token) =>
            {
                begun.SetResult();
                token.UnsafeRegister(_ => ended.SetResult(), null);
                await Task.Delay(Timeout.Infinite, token);
                throw new UnreachableException();
            },
            null, stop.Token).AsTask();
        await begun.Task;

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await ended.Task;
        await cache.DisposeAsync();
        Assert.Equal(0, cache.GetStatistics().Background[WorkClass.Warm].Running);
    }

    [Fact]
    public async Task Who_asks_meanwhile_rides_along()
    {
        await using var cache = await BuildAsync();
        var gate = new TaskCompletionSource<RecordedResponse>();
        var begun = new TaskCompletionSource();
        var run = cache.WarmBatchAsync(
            ["refund"],
            (_, _) =>
            {
                begun.SetResult();
                return new(gate.Task);
            },
            null, Token).AsTask();
        await begun.Task;
        var asking = cache.GetOrCreateAsync("refund", (_, _) => throw new UnreachableException(), null, Token).AsTask();

        gate.SetResult(RecordedResponse.FromText("warm"));
        var answer = await asking;
        Assert.Equal(("warm", true), (answer.Response.Text, answer.IsJoined || answer.IsHit));
        Assert.Equal([WarmStatus.Stored], Statuses(await run));
    }

    private static WarmStatus?[] Statuses(IEnumerable<BatchItem<WarmOutcome>> items) =>
        [.. items.Select(item => item.Result?.Status)];

    /// <summary>Answers at once: a test that moves the clock moves no deadline past it.</summary>
    private ValueTask<RecordedResponse> ModelAsync(PromptRequest request, CancellationToken token)
    {
        lock (_asked)
            _asked.Add(request.Messages[^1].Text);
        return new(_answer(request.Messages[^1].Text));
    }

    private Task<IReadOnlyList<BatchItem<WarmOutcome>>> WarmAsync(SemanticCache cache, params string[] prompts) =>
        WarmAsync(cache, WarmOptions.Default, prompts);

    private Task<IReadOnlyList<BatchItem<WarmOutcome>>> WarmAsync(
        SemanticCache cache, WarmOptions options, params string[] prompts) =>
        cache.WarmBatchAsync(Array.ConvertAll(prompts, PromptRequest.FromText), ModelAsync, options, Token).AsTask();

    private ValueTask<SemanticCache> BuildAsync(Action<SemanticCacheOptions>? configure = null) =>
        Caches.BuildAsync(_embedder, configure, _time);
}
