using System.Globalization;
using Likewise.Embedders;
using Likewise.Tests.Sqlite;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Embedders;

/// <summary>Whatever the service does: tried again where that helps, told by name where it does not.</summary>
public sealed class FailureTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(429)]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_may_pass_is_tried_again_after_growing_waits(int status)
    {
        var time = new LeapingTime(Timeout);
        await using var server = await EmbeddingServer.StartAsync();
        server.Script.Enqueue(EmbeddingServer.Error(status));
        server.Script.Enqueue(EmbeddingServer.Error(status));
        using var embedder = await EmbedderAsync(server, time);
        await EmbedAsync(embedder);

        Assert.Equal(3, server.Requests.Length);
        Assert.Equal((3, 2, 1), Counted(embedder));
        Assert.Equal(2, time.Waits.Count);
        Assert.All(time.Waits, wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(2)));
        Assert.True(time.Waits.First() < time.Waits.Last());
    }

    [Fact]
    public async Task A_retry_waits_as_long_as_the_service_asks_in_seconds_or_by_date()
    {
        var time = new LeapingTime(Timeout);
        await using var server = await EmbeddingServer.StartAsync();
        server.Script.Enqueue(EmbeddingServer.Error(429, retryAfter: "7"));
        server.Script.Enqueue(context => EmbeddingServer.Error(
            503, retryAfter: time.GetUtcNow().AddSeconds(20).ToString("R", CultureInfo.InvariantCulture))(context));
        using var embedder = await EmbedderAsync(server, time);
        await EmbedAsync(embedder);

        Assert.Equal(3, server.Requests.Length);
        Assert.InRange(time.Waits.ElementAt(0).TotalSeconds, 7, 7.25);
        Assert.InRange(time.Waits.ElementAt(1).TotalSeconds, 19, 20.25); // A date has whole seconds.
    }

    [Fact]
    public async Task A_wait_that_the_deadline_does_not_allow_is_not_begun()
    {
        var time = new LeapingTime(Timeout);
        await using var server = await EmbeddingServer.StartAsync();
        server.Script.Enqueue(EmbeddingServer.Error(429, "slow down", retryAfter: "3600"));
        using var embedder = await EmbedderAsync(server, time);
        var failed = await FailsAsync(embedder, EmbedderFault.Throttled);
        var next = await FailsAsync(embedder, EmbedderFault.RateLimited);

        Assert.EndsWith("answered 429: slow down.", failed.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(1), failed.RetryAfter);
        Assert.Contains("3600 s", next.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests); // The second was not sent: the service asked to be left alone.
        Assert.Empty(time.Waits);

        time.Advance(TimeSpan.FromHours(1));
        await EmbedAsync(embedder);
    }

    [Theory]
    [InlineData(400, EmbedderFault.Refused, "answered 400: no.")]
    [InlineData(404, EmbedderFault.Refused, "answered 404: no. Are the address and the model's name right?")]
    [InlineData(422, EmbedderFault.Refused, "answered 422: no.")]
    [InlineData(301, EmbedderFault.Refused, "answered 301: it has moved, and redirects are not followed")]
    public async Task What_will_not_pass_is_not_tried_again(int status, EmbedderFault fault, string message)
    {
        await using var server = await EmbeddingServer.StartAsync();
        server.Script.Enqueue(EmbeddingServer.Error(status));
        using var embedder = await EmbedderAsync(server, new LeapingTime(Timeout));
        var failed = await FailsAsync(embedder, fault);

        Assert.Contains(message, failed.Message, StringComparison.Ordinal);
        Assert.Equal(status, (int?)failed.Status);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task Neither_the_key_nor_a_text_is_in_any_message(int status)
    {
        await using var server = await EmbeddingServer.StartAsync();
        using var embedder = await EmbedderAsync(server, new LeapingTime(Timeout), options => options.RetriesMax = 0);
        foreach (var said in new[]
        {
            "Incorrect API key provided: sk-test", "wrong input: My Secret", "cannot read 'the long and private text of a pro'",
        })
        {
            server.Script.Enqueue(EmbeddingServer.Error(status, said));
            var failed = await Assert.ThrowsAsync<EmbedderException>(
                () => EmbedAsync(embedder, " my secret ", "This is the long and private text of a prompt"));

            Assert.DoesNotContain("sk-test", failed.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("secret", failed.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("private", failed.ToString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again_and_then_told()
    {
        await using var server = await EmbeddingServer.StartAsync();
        for (var i = 0; i < 3; i++)
            server.Script.Enqueue(Truncated);
        using var embedder = await EmbedderAsync(server, new LeapingTime(Timeout));
        var failed = await FailsAsync(embedder, EmbedderFault.Unreachable);

        Assert.Contains("closed the connection before its reply was whole", failed.Message, StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Length);

        server.Script.Enqueue(Truncated);
        await EmbedAsync(embedder);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_named()
    {
        var server = await EmbeddingServer.StartAsync();
        using var embedder = await EmbedderAsync(server, new LeapingTime(Timeout));
        await server.DisposeAsync();
        var failed = await FailsAsync(embedder, EmbedderFault.Unreachable);

        Assert.Contains(
            server.Url.Authority + " cannot be reached (ConnectionRefused)", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_service_is_left_alone_and_tried_by_one_request_later()
    {
        var time = new LeapingTime(Timeout);
        await using var server = await EmbeddingServer.StartAsync();
        using var embedder = await EmbedderAsync(
            server, time, options => (options.RetriesMax, options.BreakerRequestsMin) = (0, 4));
        for (var i = 0; i < 4; i++)
            server.Script.Enqueue(EmbeddingServer.Error(500));
        for (var i = 0; i < 4; i++)
            await FailsAsync(embedder, EmbedderFault.ServiceFailed);

        Assert.True(embedder.GetStatistics().IsPaused);
        await FailsAsync(embedder, EmbedderFault.Paused);
        Assert.Equal(4, server.Requests.Length);

        time.Advance(TimeSpan.FromSeconds(11));
        await EmbedAsync(embedder);
        await EmbedAsync(embedder);
        Assert.False(embedder.GetStatistics().IsPaused);
        Assert.Equal((6, 0, 2), Counted(embedder));
        Assert.Equal(1, embedder.GetStatistics().Failures[EmbedderFault.Paused]);
    }

    [Fact]
    public async Task A_refused_text_and_a_rate_limit_do_not_count_against_the_service()
    {
        await using var server = await EmbeddingServer.StartAsync();
        using var embedder = await EmbedderAsync(
            server, new LeapingTime(Timeout), options => (options.RetriesMax, options.BreakerRequestsMin) = (0, 2));
        foreach (var status in new[] { 400, 429, 413, 422, 400, 429 })
            server.Script.Enqueue(EmbeddingServer.Error(status));
        for (var i = 0; i < 6; i++)
            await Assert.ThrowsAsync<EmbedderException>(() => EmbedAsync(embedder));

        await EmbedAsync(embedder);
        Assert.Equal(7, server.Requests.Length);
    }

    [Fact]
    public async Task The_log_tells_of_retries_and_pauses_and_holds_neither_key_nor_text()
    {
        var time = new LeapingTime(Timeout);
        var log = new RecordingLogger();
        await using var server = await EmbeddingServer.StartAsync();
        for (var i = 0; i < 3; i++)
            server.Script.Enqueue(EmbeddingServer.Error(500, "cannot embed 'a private thought' for sk-test"));
        using var embedder = await server.EmbedderAsync(
            options => (options.Timeout, options.BreakerRequestsMin) = (Timeout, 3), time, log);
        await Assert.ThrowsAsync<EmbedderException>(() => EmbedAsync(embedder, "a private thought"));
        time.Advance(TimeSpan.FromSeconds(11));
        await EmbedAsync(embedder, "a private thought");

        Assert.Collection(
            log.Messages,
            line => Assert.Contains("is asked again in", line, StringComparison.Ordinal),
            line => Assert.Contains("(attempt 3)", line, StringComparison.Ordinal),
            line => Assert.Contains("is left alone for 00:00:10", line, StringComparison.Ordinal),
            line => Assert.EndsWith("answers again", line, StringComparison.Ordinal));
        Assert.All(log.Messages, line => Assert.DoesNotMatch("sk-test|private|thought", line));
    }

    [Fact]
    public async Task Wrong_options_are_all_named_at_once()
    {
        var options = new OpenAIEmbedderOptions
        {
            Endpoint = new Uri("ftp://x"), ApiKey = "se cret", Shorten = true, BatchTextsMax = 0, ExtraFields = """{"input":1}""",
            Timeout = TimeSpan.Zero, RateLimit = new EmbedderRateLimit(0, null),
        };
        var wrong = await Assert.ThrowsAsync<ArgumentException>(
            async () => await RemoteEmbedder.CreateAsync(options, cancellationToken: TestContext.Current.CancellationToken));

        foreach (var name in new[]
        {
            "Endpoint", "ApiKey", "Model", "Shorten", "BatchTextsMax", "ExtraFields may not hold 'input'", "Timeout",
            "RequestsPerMinute",
        })
            Assert.Contains(name, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", wrong.Message, StringComparison.Ordinal);
    }

    private static ValueTask<RemoteEmbedder> EmbedderAsync(
        EmbeddingServer server, TimeProvider time, Action<RemoteEmbedderOptions>? configure = null) => server.EmbedderAsync(
        options =>
        {
            options.Timeout = Timeout;
            configure?.Invoke(options);
        },
        time);

    private static async Task Truncated(HttpContext context)
    {
        context.Response.ContentLength = 1_000;
        await context.Response.WriteAsync("""{"data":[""");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private static (long Requests, long Retries, long Texts) Counted(RemoteEmbedder embedder)
    {
        var statistics = embedder.GetStatistics();
        return (statistics.Requests, statistics.Retries, statistics.Texts);
    }

    private static async Task<EmbedderException> FailsAsync(RemoteEmbedder embedder, EmbedderFault fault)
    {
        var failed = await Assert.ThrowsAsync<EmbedderException>(() => EmbedAsync(embedder));
        Assert.Equal(fault, failed.Fault);
        return failed;
    }

    private static async Task EmbedAsync(RemoteEmbedder embedder, params string[] texts)
    {
        texts = texts.Length == 0 ? ["a"] : texts;
        await embedder.EmbedAsync(
            texts, new float[texts.Length * EmbeddingServer.Dimension], TestContext.Current.CancellationToken);
    }
}
