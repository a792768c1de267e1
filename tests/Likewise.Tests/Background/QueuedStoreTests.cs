using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Background;

/// <summary>
/// Goal: an answer that is given before it is stored is neither lost while the process lives nor asked for twice. Method: a store
/// whose writes the test lets through.
/// </summary>
public sealed class QueuedStoreTests : IAsyncDisposable
{
    private readonly TaskCompletionSource _gate = new();
    private readonly MemoryEntryStore _disk = new();
    private int _calls, _writes;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_given_before_it_is_stored_and_says_so()
    {
        await using var cache = await BuildAsync();

        var answer = await AskAsync(cache, "reset password");

        Assert.Equal(new StoreOutcome(StoreStatus.Queued, null, null), answer.Stored);
        await cache.MissAsync("reset password");
        Assert.Equal(1, cache.GetStatistics().Background[WorkClass.Store].Running);
        _gate.SetResult();
        await cache.FlushAsync(Token);
        Assert.Equal("answer 1", (await cache.HitAsync("reset password")).Response.Text);
        Assert.Equal((1L, 0L), (cache.GetStatistics().Stored, cache.GetStatistics().StoresFailed));
    }

    [Fact]
    public async Task Who_asks_for_the_same_words_meanwhile_gets_the_answer_and_calls_no_model()
    {
        await using var cache = await BuildAsync();
        await AskAsync(cache, "reset password");

        var again = await AskAsync(cache, "reset password");
        await using var stream = await cache.GetOrStreamAsync(
            "reset password", (_, _, _) => throw new InvalidOperationException("It is known."), cancellationToken: Token);

        Assert.Equal(("answer 1", true, (StoreOutcome?)null), (again.Response.Text, again.IsJoined, again.Stored));
        Assert.Equal(("answer 1", true), (stream.Whole?.Response.Text, stream.IsJoined));
        Assert.Equal(1, _calls);
        _gate.SetResult();
        await cache.FlushAsync(Token);
        Assert.True((await AskAsync(cache, "reset password")).IsHit);
        Assert.Equal(0, cache.GetStatistics().InFlight);
    }

    [Fact]
    public async Task Where_too_many_wait_storing_is_waited_for()
    {
        await using var cache = await BuildAsync(options =>
            (options.Background.StoreQueueMax, options.Background.StoreConcurrencyMax) = (1, 1));
        await AskAsync(cache, "reset password");
        await AskAsync(cache, "opening hours");
        var third = AskAsync(cache, "refund");

        Assert.False(third.IsCompleted);
        _gate.SetResult();
        Assert.Equal(StoreStatus.Stored, (await third).Stored?.Status);
        await cache.FlushAsync(Token);
        Assert.Equal((3, 1L), (_writes, cache.GetStatistics().Background[WorkClass.Store].Dropped));
    }

    [Fact]
    public async Task Closing_stores_what_waits()
    {
        var cache = await BuildAsync(options => options.Background.StoreConcurrencyMax = 1);
        foreach (var prompt in new[] { "reset password", "opening hours", "refund", "delivery" })
            await AskAsync(cache, prompt);

        var closing = cache.DisposeAsync();
        _gate.SetResult();
        await closing;

        await using var next = await BuildAsync();
        foreach (var prompt in new[] { "reset password", "opening hours", "refund", "delivery" })
            await next.HitAsync(prompt);
    }

    [Fact]
    public async Task What_was_invalidated_while_it_waited_is_not_stored()
    {
        await using var cache = await BuildAsync();
        await AskAsync(cache, "reset password");

        await cache.InvalidateAsync(new EntryFilter { Namespace = "default" }, Token);
        _gate.SetResult();
        await cache.FlushAsync(Token);

        await cache.MissAsync("reset password");
        Assert.Equal(1, cache.GetStatistics().Background[WorkClass.Store].Failed);
    }

    [Fact]
    public async Task What_is_not_to_be_stored_is_said_at_once()
    {
        await using var cache = await BuildAsync();
        var answer = await cache.GetOrCreateAsync("reset password", (_, _) => new(RecordedResponse.FromText("")), null, Token);
        Assert.Equal(StoreStatus.Refused, answer.Stored?.Status);
    }

    public ValueTask DisposeAsync() => _disk.DisposeAsync();

    private Task<CacheAnswer> AskAsync(SemanticCache cache, string prompt) => cache.GetOrCreateAsync(
        prompt, (_, _) => new(RecordedResponse.FromText($"answer {Interlocked.Increment(ref _calls)}")), null, Token).AsTask();

    private ValueTask<SemanticCache> BuildAsync(Action<SemanticCacheOptions>? configure = null)
    {
        var store = new FaultyStore(_disk)
        {
            Before = async (call, _) =>
            {
                if (call != "write")
                    return;
                await _gate.Task;
                Interlocked.Increment(ref _writes);
            },
        };
        return Caches.BuildAsync(
            configure: options =>
            {
                options.StoreInBackground = true;
                configure?.Invoke(options);
            },
            build: builder => builder.UseStore(store));
    }
}
