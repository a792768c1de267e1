using System.Net;
using Likewise.Server;
using Likewise.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise.Tests.Server;

public sealed class BreakerTests
{
    [Fact]
    public async Task An_upstream_that_keeps_failing_is_left_alone_while_hits_go_on_and_is_asked_again_later()
    {
        var time = new ManualTime();
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(
            upstream, settings => settings.Upstream.BreakerRequestsMin = 5, time: time);
        await server.ChatAsync("Known?");
        upstream.Answer = ScriptedUpstream.Json(500, "oops");
        for (var i = 0; i < 4; i++)
            Assert.Equal(HttpStatusCode.InternalServerError, (await server.ChatAsync("New?")).StatusCode);

        var refused = await server.ChatAsync("New?");
        Assert.Equal(
            "upstream_paused", (await refused.ErrorAsync(HttpStatusCode.ServiceUnavailable)).GetProperty("code").GetString());
        Assert.Equal("15", refused.Header("Retry-After"));
        Assert.Equal("hit", (await server.ChatAsync("Known?")).Cache());
        Assert.Equal(5, upstream.Requests.Count);

        upstream.Answer = ScriptedUpstream.Json(200, ScriptedUpstream.Completion);
        time.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("New?")).StatusCode);
    }

    [Theory]
    [InlineData("/v1/chat/completions", true)]
    [InlineData("/v1/chat/completions", false)]
    [InlineData("/v1/embeddings", false)]
    [InlineData("/v1/files", true)]
    public async Task An_answer_that_begins_well_and_is_cut_off_is_a_failure_and_no_success(string path, bool isStreamed)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            context.Response.ContentType = isStreamed ? "text/event-stream" : "application/json";
            await context.Response.WriteAsync("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"}}]}\n\n");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };
        await using var server = await RunningServer.StartAsync(
            upstream, settings => (settings.Upstream.BreakerRequestsMin, settings.Upstream.BreakerFailureRatio) = (3, 1));
        var body = RunningServer.ChatBody("Hi", $"\"input\": \"Hi\", \"stream\": {(isStreamed ? "true" : "false")},");
        for (var i = 0; i < 3; i++)
            await Record.ExceptionAsync(async () => await (await server.PostAsync(path, body)).TextAsync());

        var refused = await (await server.PostAsync(path, body)).ErrorAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("upstream_paused", refused.GetProperty("code").GetString());
        Assert.Equal(3, upstream.Requests.Count);
    }

    [Fact]
    public async Task Answers_that_end_well_keep_the_upstream_in_use()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(
            upstream, settings => settings.Upstream.BreakerRequestsMin = 2);
        for (var i = 0; i < 6; i++)
            await server.ChatAsync($"New {i}?");
        upstream.Answer = ScriptedUpstream.Json(500, "oops");
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.InternalServerError, (await server.ChatAsync("Other?")).StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await server.ChatAsync("Other?")).StatusCode);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.ChatAsync("Other?")).StatusCode);
    }

    [Fact]
    public async Task A_rate_limit_is_no_failure()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(
            upstream, settings => settings.Upstream.BreakerRequestsMin = 2);
        upstream.Answer = ScriptedUpstream.Json(429, "{}");
        for (var i = 0; i < 6; i++)
            Assert.Equal(HttpStatusCode.TooManyRequests, (await server.ChatAsync("New?")).StatusCode);
    }

    [Fact]
    public async Task Silence_is_a_failure()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var server = await RunningServer.StartAsync(upstream, settings =>
            (settings.Upstream.BreakerRequestsMin, settings.Upstream.Timeout) = (2, TimeSpan.FromMilliseconds(100)));
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.GatewayTimeout, (await server.Client.GetAsync("/v1/models", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.Client.GetAsync("/v1/models", Token)).StatusCode);
    }

    [Fact]
    public async Task A_caller_who_leaves_is_no_failure()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var server = await RunningServer.StartAsync(
            upstream, settings => settings.Upstream.BreakerRequestsMin = 2);
        for (var i = 0; i < 4; i++)
        {
            using var impatient = new CancellationTokenSource();
            var call = server.Client.GetAsync("/v1/models", impatient.Token);
            while (upstream.Requests.Count <= i)
                await Task.Yield();
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        upstream.Answer = ScriptedUpstream.Json(200, "{}");
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/v1/models", Token)).StatusCode);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_made_is_tried_again()
    {
        var settings = new UpstreamSettings { ConnectRetriesMax = 2 };
        var attempts = 0;
        using var gate = new UpstreamGate("x", settings, TimeProvider.System, NullLogger.Instance);
        using var call = await gate.SendAsync(
            _ => ++attempts < 3
                ? throw new HttpRequestException(HttpRequestError.ConnectionError, "refused")
                : ValueTask.FromResult(new HttpResponseMessage()),
            Token);

        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task What_was_sent_is_never_sent_again()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        await using var server = await RunningServer.StartAsync(upstream);
        await (await server.ChatAsync("Hi")).ErrorAsync(HttpStatusCode.BadGateway);

        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task More_requests_than_there_are_places_wait_and_more_than_may_wait_are_refused_at_once()
    {
        var mayAnswer = new TaskCompletionSource();
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(
            upstream, settings => (settings.Upstream.ConcurrencyMax, settings.Upstream.QueueMax) = (2, 3));
        await server.ChatAsync("Known?");
        upstream.Answer = async context =>
        {
            await mayAnswer.Task;
            await ScriptedUpstream.Saying("Late.")(context);
        };
        var calls = Enumerable.Range(0, 20).Select(i => server.Client.GetAsync($"/v1/files/{i}", Token)).ToList();
        var refused = new List<HttpResponseMessage>();
        while (refused.Count < 15)
        {
            var done = await Task.WhenAny(calls);
            calls.Remove(done);
            refused.Add(await done);
        }

        // What needs no upstream goes on meanwhile.
        Assert.Equal("hit", (await server.ChatAsync("Known?")).Cache());
        mayAnswer.SetResult();
        foreach (var reply in refused)
        {
            Assert.Equal(
                "upstream_busy", (await reply.ErrorAsync(HttpStatusCode.ServiceUnavailable)).GetProperty("code").GetString());
            Assert.Equal("1", reply.Header("Retry-After"));
        }

        Assert.All(await Task.WhenAll(calls), reply => Assert.Equal(HttpStatusCode.OK, reply.StatusCode));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
