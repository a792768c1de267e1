using Likewise.Embedders;
using Likewise.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Embedders;

/// <summary>A service that hangs costs its deadline and nothing more, in the embedder and in the cache.</summary>
public sealed class DeadlineTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_service_that_hangs_is_given_up_at_the_deadline(bool beginsItsReply)
    {
        var time = new ManualTime();
        var hanging = new Hanging(beginsItsReply);
        await using var server = await EmbeddingServer.StartAsync();
        server.Script.Enqueue(hanging.AnswerAsync);
        using var embedder = await server.EmbedderAsync(time: time);
        var pending = EmbedAsync(embedder, TestContext.Current.CancellationToken);
        await hanging.Asked;

        time.Advance(Timeout - TimeSpan.FromTicks(1));
        Assert.False(pending.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));
        var late = await Assert.ThrowsAsync<EmbedderException>(() => pending);

        Assert.Equal(EmbedderFault.TimedOut, late.Fault);
        Assert.EndsWith("gave no vectors within 2 s.", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_cancellation_is_the_callers()
    {
        using var source = new CancellationTokenSource();
        var hanging = new Hanging();
        await using var server = await EmbeddingServer.StartAsync();
        server.Script.Enqueue(hanging.AnswerAsync);
        using var embedder = await server.EmbedderAsync(time: new ManualTime());
        var pending = EmbedAsync(embedder, source.Token);
        await hanging.Asked;
        await source.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        Assert.Equal(source.Token, cancelled.CancellationToken);
        Assert.All(embedder.GetStatistics().Failures, failure => Assert.Equal(0, failure.Value));
    }

    [Fact]
    public async Task The_deadline_spans_retries_and_names_what_came_before()
    {
        var time = new LeapingTime(Timeout);
        var hanging = new Hanging();
        await using var server = await EmbeddingServer.StartAsync();
        server.Script.Enqueue(EmbeddingServer.Error(500, "warming up"));
        server.Script.Enqueue(hanging.AnswerAsync);
        using var embedder = await server.EmbedderAsync(time: time);
        using var source = new CancellationTokenSource();
        var pending = EmbedAsync(embedder, source.Token);
        await hanging.Asked;

        Assert.False(pending.IsCompleted);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        Assert.Equal(1, embedder.GetStatistics().Retries);
    }

    [Fact]
    public async Task A_hung_embedder_costs_the_cache_a_miss_at_its_deadline_and_the_next_lookup_works()
    {
        var time = new ManualTime();
        var hanging = new Hanging();
        await using var server = await EmbeddingServer.StartAsync();
        using var embedder = await server.EmbedderAsync(time: time);
        await using var cache = await new SemanticCacheBuilder().UseEmbedder(embedder).UseTimeProvider(time)
            .BuildAsync(TestContext.Current.CancellationToken);
        await cache.PutAsync("How do I reset my password?", "Like this.");
        server.Script.Enqueue(hanging.AnswerAsync);

        var pending = cache.LookupAsync("Where is my order?", TestContext.Current.CancellationToken).AsTask();
        await hanging.Asked;
        Assert.False(pending.IsCompleted);
        time.Advance(Timeout);

        Assert.Equal(MissReason.EmbedderFailed, Assert.IsType<LookupMiss>(await pending).Reason);
        Assert.Equal(1, cache.GetStatistics().Misses[MissReason.EmbedderFailed]);
        await cache.HitAsync("How do I reset my password?");
        Assert.NotEqual(MissReason.EmbedderFailed, (await cache.MissAsync("Where is my order?")).Reason);
    }

    [Fact]
    public async Task Every_failure_of_the_service_is_a_miss_of_the_cache()
    {
        await using var server = await EmbeddingServer.StartAsync();
        using var embedder = await server.EmbedderAsync(options => options.RetriesMax = 0);
        await using var cache = await new SemanticCacheBuilder().UseEmbedder(embedder)
            .BuildAsync(TestContext.Current.CancellationToken);
        foreach (var answer in new[]
        {
            EmbeddingServer.Error(429), EmbeddingServer.Error(500), EmbeddingServer.Error(401), EmbeddingServer.Json("[]"),
            EmbeddingServer.Json(Dialect.OpenAIReply(["[1,2]"])),
            context =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
        })
        {
            server.Script.Enqueue(answer);
            Assert.Equal(MissReason.EmbedderFailed, (await cache.MissAsync("Where is my order?")).Reason);
        }
    }

    [Fact]
    public async Task Silence_counts_against_the_service_even_when_the_cache_stops_waiting_first()
    {
        var time = new ManualTime();
        await using var server = await EmbeddingServer.StartAsync();
        using var embedder = await server.EmbedderAsync(options => options.BreakerRequestsMin = 2, time);
        for (var i = 0; i < 2; i++)
        {
            using var source = new CancellationTokenSource();
            var hanging = new Hanging();
            server.Script.Enqueue(hanging.AnswerAsync);
            var pending = EmbedAsync(embedder, source.Token);
            await hanging.Asked;
            time.Advance(Timeout * 0.6);
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        }

        Assert.True(embedder.GetStatistics().IsPaused);
    }

    private static Task<EmbeddingUsage> EmbedAsync(RemoteEmbedder embedder, CancellationToken cancellationToken) =>
        embedder.EmbedAsync(new[] { "a" }, new float[EmbeddingServer.Dimension], cancellationToken).AsTask();

    /// <summary>Takes a request and never answers, or never ends its answer.</summary>
    private sealed class Hanging(bool beginsItsReply = false)
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public async Task AnswerAsync(HttpContext context)
        {
            if (beginsItsReply)
            {
                await context.Response.WriteAsync("""{"data":""");
                await context.Response.Body.FlushAsync();
            }

            _asked.TrySetResult();
            await Task.Delay(System.Threading.Timeout.Infinite, context.RequestAborted);
        }
    }
}
