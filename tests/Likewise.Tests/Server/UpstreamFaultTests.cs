using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Server;

/// <summary>Whatever the upstream does: the caller learns of it, nothing of it is stored, the next request asks again.</summary>
public sealed class UpstreamFaultTests
{
    [Theory]
    [InlineData(400, """{"error":{"message":"bad"}}""")]
    [InlineData(401, """{"error":{"message":"wrong key"}}""")]
    [InlineData(429, """{"error":{"message":"slow down"}}""")]
    [InlineData(500, "oops")]
    [InlineData(404, "")]
    [InlineData(503, "")]
    public async Task An_error_passes_through_unchanged_on_both_endpoints_and_as_a_stream(int status, string body)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            context.Response.Headers.RetryAfter = "7";
            context.Response.Headers["x-request-id"] = "r-1";
            context.Response.Headers["x-likewise-cache"] = "hit";
            context.Response.Headers.SetCookie = "a=b";
            context.Response.ContentType = "application/problem+json";
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body);
        };
        await using var server = await RunningServer.StartAsync(upstream);
        foreach (var reply in new[]
        {
            await server.ChatAsync("Hi"), await server.PromptAsync("Hi"), await server.ChatAsync("Hi", "\"stream\": true,"),
        })
        {
            Assert.Equal(status, (int)reply.StatusCode);
            Assert.Equal(body, await reply.TextAsync());
            Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.ToString());
            Assert.Equal(("7", "r-1"), (reply.Header("Retry-After"), reply.Header("x-request-id")));
            Assert.Null(reply.Header("Set-Cookie"));
            Assert.Contains(reply.Cache(), new[] { "miss", "bypass" });
        }

        await RecoversAsync(upstream, server);
    }

    [Fact]
    public async Task An_error_says_that_it_is_the_upstreams()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Json(418, "{}");
        await using var server = await RunningServer.StartAsync(upstream);
        var reply = await server.ChatAsync("Hi");

        Assert.Equal(("miss", "likewise; fwd=miss; fwd-status=418"), (reply.Cache(), reply.Header("Cache-Status")));
    }

    [Fact]
    public async Task A_redirect_is_passed_on_and_not_followed()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        await using var server = await RunningServer.StartAsync(upstream, settings => settings.Upstream.ApiKey = "k");
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = server.Client.BaseAddress,
        };
        var reply = await client.PostAsync(
            "/v1/chat/completions", new StringContent(RunningServer.ChatBody("Hi"), null, "application/json"),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task A_reply_without_a_body_and_headers_that_cannot_be_sent_do_no_harm()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(Encoding.Latin1);
        upstream.Answer = context =>
        {
            context.Response.StatusCode = 204;
            context.Response.Headers["x-place"] = "Zürich";
            return Task.CompletedTask;
        };
        await using var server = await RunningServer.StartAsync(upstream);
        var reply = await server.ChatAsync("Hi");

        Assert.Equal((HttpStatusCode.NoContent, null), (reply.StatusCode, reply.Header("x-place")));
        Assert.Equal("/v1/chat/completions", Assert.Single(upstream.Requests).Path);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task What_is_no_answer_passes_through_to_chat_clients_and_is_502_for_a_prompt(string body)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Json(200, body);
        await using var server = await RunningServer.StartAsync(upstream);
        var chat = await server.ChatAsync("Hi");

        Assert.Equal((HttpStatusCode.OK, body), (chat.StatusCode, await chat.TextAsync()));
        await (await server.PromptAsync("Hi")).ErrorAsync(HttpStatusCode.BadGateway);
        await RecoversAsync(upstream, server);
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_is_502()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            context.Response.ContentLength = ScriptedUpstream.Completion.Length;
            await context.Response.WriteAsync(ScriptedUpstream.Completion[..100]);
            await context.Response.Body.FlushAsync();
            context.Abort();
        };
        await using var server = await RunningServer.StartAsync(upstream);

        await GivesAsync(server, HttpStatusCode.BadGateway, "upstream_interrupted");
        await RecoversAsync(upstream, server);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_504()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var server = await RunningServer.StartAsync(
            upstream, settings => settings.Upstream.Timeout = TimeSpan.FromMilliseconds(100));

        await GivesAsync(server, HttpStatusCode.GatewayTimeout, "upstream_timeout");
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task An_answer_above_the_limit_is_502()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Saying(new string('x', 5_000));
        await using var server = await RunningServer.StartAsync(upstream, settings => settings.Upstream.AnswerBytesMax = 2_000);

        await GivesAsync(server, HttpStatusCode.BadGateway, "upstream_too_large");
        await RecoversAsync(upstream, server);
    }

    [Fact]
    public async Task An_upstream_that_is_not_there_is_502_and_its_address_stays_private()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        await using var server = await RunningServer.StartAsync(
            configure: settings => settings.Upstream.BaseUrl = $"http://127.0.0.1:{port}");
        var reply = await server.ChatAsync("Hi");

        await reply.ErrorAsync(HttpStatusCode.BadGateway);
        Assert.DoesNotContain($"{port}", await reply.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("length")]
    [InlineData("content_filter")]
    [InlineData("something_new")]
    public async Task An_answer_that_is_not_whole_is_given_but_never_stored(string finish)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Saying("Half an ans", finish);
        await using var server = await RunningServer.StartAsync(upstream);
        var chat = await server.ChatAsync("Hi");
        var prompt = await server.PromptAsync("Hi");

        Assert.Contains($"\"finish_reason\":\"{finish}\"", await chat.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("Half an ans", (await prompt.JsonAsync()).GetProperty("response").GetString());
        Assert.Equal(("miss", 2), (prompt.Cache(), upstream.Requests.Count));
        await RecoversAsync(upstream, server);
    }

    private static async Task GivesAsync(RunningServer server, HttpStatusCode status, string code)
    {
        foreach (var reply in new[] { await server.ChatAsync("Hi"), await server.PromptAsync("Hi") })
            Assert.Equal(code, (await reply.ErrorAsync(status)).GetProperty("code").GetString());
    }

    private static async Task RecoversAsync(ScriptedUpstream upstream, RunningServer server)
    {
        Assert.Equal(0, server.Entries);
        upstream.Answer = ScriptedUpstream.Saying("Well again.");
        Assert.Contains("Well again.", await (await server.PromptAsync("Hi")).TextAsync(), StringComparison.Ordinal);
        Assert.Equal("hit", (await server.ChatAsync("Hi")).Cache());
    }
}
