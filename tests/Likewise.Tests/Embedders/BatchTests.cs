using System.Text.Json.Nodes;
using Likewise.Embedders;

namespace Likewise.Tests.Embedders;

/// <summary>How a call is cut into requests, and how many of them there are at once.</summary>
public sealed class BatchTests
{
    [Theory]
    [InlineData(5, 2, 1_000, "2 2 1")]
    [InlineData(4, 4, 1_000, "4")]
    [InlineData(1, 1, 1, "1")]
    [InlineData(6, 100, 8, "2 2 2")]
    [InlineData(3, 100, 1, "1 1 1")]
    public void A_batch_has_no_more_texts_and_tokens_than_it_may(int texts, int textsMax, int tokensMax, string lengths)
    {
        string[] all = [.. Enumerable.Repeat("twelve bytes", texts)]; // Four tokens, at three bytes each.
        var batches = BatchPlan.Split(all, textsMax, tokensMax);

        Assert.Equal(lengths, string.Join(' ', batches.Select(batch => batch.GetOffsetAndLength(texts).Length)));
        Assert.Equal(0, batches[0].Start.Value);
        Assert.Equal(texts, batches[^1].End.Value);
        Assert.All(batches.Zip(batches.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
    }

    [Fact]
    public void Whatever_the_texts_nothing_is_lost_or_doubled()
    {
        var random = new Random(4);
        for (var round = 0; round < 200; round++)
        {
            string[] texts = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => new string('é', random.Next(0, 40)))];
            var (textsMax, tokensMax) = (random.Next(1, 20), random.Next(1, 60));
            var batches = BatchPlan.Split(texts, textsMax, tokensMax);

            Assert.Equal(texts, batches.SelectMany(batch => texts[batch]));
            Assert.All(batches, batch =>
            {
                var part = texts[batch];
                Assert.InRange(part.Length, 1, textsMax);
                Assert.True(part.Length == 1 || TokenEstimate.Of(part) <= tokensMax);
            });
        }
    }

    [Fact]
    public async Task A_large_call_goes_in_several_requests_within_the_width()
    {
        var (inside, most) = (0, 0);
        await using var server = await EmbeddingServer.StartAsync();
        using var embedder = await server.EmbedderAsync(
            options => (options.BatchTextsMax, options.ConcurrencyMax, options.QueueMax) = (3, 2, 0));
        for (var i = 0; i < 7; i++)
            server.Script.Enqueue(async context =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref inside));
                await Task.Yield();
                var texts = (await JsonNode.ParseAsync(context.Request.Body))!["input"]!.AsArray();
                Interlocked.Decrement(ref inside);
                await EmbeddingServer.Json(Dialect.OpenAI.Reply(
                    [.. texts.Select(text => EmbeddingServer.VectorOf((string)text!))]))(context);
            });
        string[] texts = [.. Enumerable.Range(0, 20).Select(i => $"text {i}")];
        var vectors = new float[20 * EmbeddingServer.Dimension];
        var usage = await embedder.EmbedAsync(texts, vectors, TestContext.Current.CancellationToken);

        Assert.Equal(7, server.Requests.Length);
        Assert.Equal(7 * 8, usage.Tokens);
        Assert.InRange(most, 1, 2);
        foreach (var (vector, text) in vectors.Chunk(EmbeddingServer.Dimension).Zip(texts))
            Assert.Equal(Math.Sign(EmbeddingServer.VectorOf(text)[0]), Math.Sign(vector[0]));
    }

    [Fact]
    public async Task One_batch_that_fails_fails_the_call()
    {
        await using var server = await EmbeddingServer.StartAsync();
        server.Script.Enqueue(EmbeddingServer.Error(400, "too long"));
        using var embedder = await server.EmbedderAsync(options => options.BatchTextsMax = 1);
        var failed = await Assert.ThrowsAsync<EmbedderException>(async () => await embedder.EmbedAsync(
            new[] { "a", "b", "c" }, new float[3 * EmbeddingServer.Dimension], TestContext.Current.CancellationToken));

        Assert.Equal(EmbedderFault.Refused, failed.Fault);
    }

    [Fact]
    public async Task Beyond_the_queue_a_call_is_refused_at_once()
    {
        var release = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        await using var server = await EmbeddingServer.StartAsync();
        using var embedder = await server.EmbedderAsync(options =>
            (options.ConcurrencyMax, options.QueueMax, options.Timeout) = (1, 1, TimeSpan.FromMinutes(5)));
        server.Script.Enqueue(async context =>
        {
            asked.SetResult();
            await release.Task;
            await EmbeddingServer.Json(Dialect.OpenAI.Reply([EmbeddingServer.VectorOf("a")]))(context);
        });
        var first = EmbedAsync(embedder);
        await asked.Task;
        var second = EmbedAsync(embedder);
        var refused = await Assert.ThrowsAsync<EmbedderException>(() => EmbedAsync(embedder));
        release.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(EmbedderFault.Busy, refused.Fault);
        Assert.Equal(2, server.Requests.Length);
        await EmbedAsync(embedder);
    }

    [Fact]
    public async Task The_probe_finds_the_dimension_and_a_failing_one_fails_creation()
    {
        foreach (var dialect in Dialect.All)
        {
            await using var server = await EmbeddingServer.StartAsync(dialect);
            using var embedder = await server.EmbedderAsync(options => options.Dimension = null);
            Assert.Equal(EmbeddingServer.Dimension, embedder.Identity.Dimension);
            Assert.Single(server.Requests);
        }

        await using var other = await EmbeddingServer.StartAsync();
        foreach (var (reply, reason) in new[]
        {
            (EmbeddingServer.Error(400, "no such model"), "no such model"),
            (EmbeddingServer.Json(Dialect.OpenAIReply(["[]"])), "has 0 components"),
            (EmbeddingServer.Json(Dialect.OpenAIReply(["\"\""])), "has 0 components"),
        })
        {
            other.Script.Enqueue(reply);
            var failed = await Assert.ThrowsAsync<EmbedderException>(
                async () => await other.EmbedderAsync(options => options.Dimension = null));
            Assert.Contains(reason, failed.Message, StringComparison.Ordinal);
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
            Interlocked.CompareExchange(ref most, value, seen);
    }

    private static Task<EmbeddingUsage> EmbedAsync(RemoteEmbedder embedder) => embedder.EmbedAsync(
        new[] { "a" }, new float[EmbeddingServer.Dimension], TestContext.Current.CancellationToken).AsTask();
}
