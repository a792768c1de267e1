using System.Collections.Concurrent;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Lookup;

/// <summary>
/// Goal: one call for many who ask the same, and nobody harmed by whoever leads. Method: factories that wait for the test.
/// </summary>
public class JoinTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_hundred_at_once_call_the_model_once()
    {
        var embedder = new TopicEmbedder();
        await using var cache = await Caches.BuildAsync(embedder);
        var release = new TaskCompletionSource();
        var calls = 0;

        var asked = Enumerable.Range(0, 500).Select(_ => Task.Run(() => cache.GetOrCreateAsync(
            "reset password",
            async (_, _) =>
            {
                Interlocked.Increment(ref calls);
                await release.Task;
                return "click here";
            },
            cancellationToken: Token).AsTask())).ToArray();
        await Until(() => cache.GetStatistics().Waiting == 500);
        release.SetResult();
        var answers = await Task.WhenAll(asked);

        Assert.Equal((1, 1), (calls, embedder.Calls));
        Assert.All(answers, answer => Assert.Equal("click here", answer.Response.Text));
        Assert.Equal(499, answers.Count(answer => answer.IsJoined));
        Assert.Single(answers, answer => answer.Stored is { Status: StoreStatus.Stored });
        Assert.Equal(499, cache.GetStatistics().Joined);
    }

    [Fact]
    public async Task What_the_factory_throws_reaches_its_own_caller_unchanged_and_nobody_else()
    {
        await using var cache = await Caches.BuildAsync();
        var release = new TaskCompletionSource();
        var fault = new InvalidDataException("the model is out");

        var leader = Ask(cache, async () =>
        {
            await release.Task;
            throw fault;
        });
        await Until(() => cache.GetStatistics().Waiting == 1);
        var followers = Enumerable.Range(0, 20).Select(_ => Ask(cache, () => Task.FromResult("click here"))).ToArray();
        await Until(() => cache.GetStatistics().Waiting == 21);
        release.SetResult();

        Assert.Same(fault, await Assert.ThrowsAsync<InvalidDataException>(() => leader));
        Assert.All(await Task.WhenAll(followers), answer => Assert.Equal("click here", answer.Response.Text));
        Assert.Equal(0, cache.GetStatistics().InFlight);
    }

    [Fact]
    public async Task When_every_call_fails_everyone_gets_the_failure_of_their_own()
    {
        await using var cache = await Caches.BuildAsync();
        var faults = new ConcurrentBag<Exception>();
        var asked = Enumerable.Range(0, 50).Select(index => Task.Run(async () =>
        {
            var own = new InvalidDataException($"failure {index}");
            var seen = await Assert.ThrowsAsync<InvalidDataException>(() => Ask(cache, async () =>
            {
                await Task.Yield();
                throw own;
            }));
            Assert.Same(own, seen);
            faults.Add(seen);
        }));

        await Task.WhenAll(asked);

        Assert.Equal(50, faults.Count);
        Assert.Equal(0, cache.GetStatistics().InFlight);
    }

    [Fact]
    public async Task A_leader_who_leaves_does_not_take_the_call_along()
    {
        await using var cache = await Caches.BuildAsync();
        var release = new TaskCompletionSource();
        using var leaving = new CancellationTokenSource();
        var calls = 0;

        var leader = Ask(
            cache,
            async () =>
            {
                calls++;
                await release.Task;
                return "click here";
            },
            leaving.Token);
        await Until(() => cache.GetStatistics().Waiting == 1);
        var follower = Ask(cache, () => throw new InvalidOperationException("There is a call already."));
        await Until(() => cache.GetStatistics().Waiting == 2);
        await leaving.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        Assert.Equal(leaving.Token, cancelled.CancellationToken);
        release.SetResult();
        Assert.Equal("click here", (await follower).Response.Text);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_call_that_nobody_waits_for_is_cancelled()
    {
        await using var cache = await Caches.BuildAsync();
        using var leaving = new CancellationTokenSource();
        var seen = new TaskCompletionSource<CancellationToken>();

        var asked = cache.GetOrCreateAsync(
            "reset password",
            async (_, token) =>
            {
                seen.SetResult(token);
                await Task.Delay(Timeout.Infinite, token);
                return "never";
            },
            cancellationToken: leaving.Token).AsTask();
        var call = await seen.Task;
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.True(call.IsCancellationRequested);
        await Until(() => cache.GetStatistics().InFlight == 0);
        Assert.Equal("again", (await Ask(cache, () => Task.FromResult("again"))).Response.Text);
    }

    [Fact]
    public async Task Who_asks_for_more_likeness_does_not_share_a_looser_hit()
    {
        await using var cache = await Caches.BuildAsync();
        await cache.PutAsync("reset password", "click here");
        PromptRequest loose = "reset password ~0.92";
        var strict = loose with { Directives = new RequestDirectives { SimilarityMin = 0.97 } };

        var both = await Task.WhenAll(
            cache.GetOrCreateAsync(loose, (_, _) => new("fresh"), cancellationToken: Token).AsTask(),
            cache.GetOrCreateAsync(strict, (_, _) => new("fresh"), cancellationToken: Token).AsTask());

        Assert.Equal(["click here", "fresh"], both.Select(answer => answer.Response.Text));
    }

    [Fact]
    public async Task Beyond_the_limit_requests_go_alone_and_are_answered()
    {
        await using var cache = await Caches.BuildAsync(configure: options => options.InFlightMax = 1);
        var release = new TaskCompletionSource();
        var first = Ask(cache, async () =>
        {
            await release.Task;
            return "click here";
        });
        await Until(() => cache.GetStatistics().InFlight == 1);

        var other = await cache.GetOrCreateAsync("another topic", (_, _) => new("alone"), cancellationToken: Token);
        release.SetResult();

        Assert.Equal("alone", other.Response.Text);
        Assert.Equal("click here", (await first).Response.Text);
    }

    private static Task<CacheAnswer> Ask(SemanticCache cache, Func<Task<string>> answer, CancellationToken? token = null) =>
        cache.GetOrCreateAsync(
            "reset password", async (_, _) => await answer(), cancellationToken: token ?? Token).AsTask();

    internal static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
