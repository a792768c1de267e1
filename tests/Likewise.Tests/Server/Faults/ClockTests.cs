using System.Globalization;
using System.Net;
using System.Text.Json;
using Likewise.Tests.Fixtures;
using Likewise.Tests.Lookup;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Server;

/// <summary>Goal: whoever sets the machine's clock, however far, gets nothing that has ended, and stops nothing.</summary>
public sealed class ClockTests
{
    private const string Head = """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m-1","choices":""";
    private const string Beginning = Head + """[{"index":0,"delta":{"role":"assistant","content":"From the"}}]}""" + "\n\n";
    private const string End = Head + """[{"index":0,"delta":{"content":" model."},"finish_reason":"stop"}]}"""
        + "\n\ndata: [DONE]\n\n";

    private static readonly TimeSpan Year = TimeSpan.FromDays(365);
    private static readonly TimeSpan Back = -TimeSpan.FromHours(1);

    [Fact]
    public async Task What_has_ended_by_the_new_date_is_not_served_and_what_has_not_is_never_of_negative_age()
    {
        var time = new JumpingTime();
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream, time: time, cacheTime: time);
        await server.ChatAsync("How do I reset my password?");

        time.Offset = Back;
        var same = await server.ChatAsync("How do I reset my password?");
        var alike = await server.ChatAsync("How can I reset my password?");
        Assert.Equal(("hit", "hit"), (same.Cache(), alike.Cache()));
        Assert.Equal(("0", "0"), (same.Header("Age"), alike.Header("Age")));
        Assert.All([same, alike], reply => Assert.InRange(SecondsLeft(reply), 86_000, 86_400));
        var limited = await server.ChatAsync("How do I reset my password?", "", ("Cache-Control", "max-age=5"));
        Assert.Equal("hit", limited.Cache());

        time.Offset = Year;
        Assert.Equal("miss", (await server.ChatAsync("How can I reset my password?", "", ("Cache-Control", "no-store"))).Cache());
        Assert.Equal("miss", (await server.ChatAsync("How do I reset my password?")).Cache());
        Assert.Equal("hit", (await server.ChatAsync("How do I reset my password?")).Cache());
        await EverythingAnswersAsync(server);

        time.Offset = Year + Back;
        Assert.Equal("0", (await server.ChatAsync("How do I reset my password?")).Header("Age"));
        await EverythingAnswersAsync(server);
    }

    [Fact]
    public async Task What_was_stored_while_the_date_was_far_ahead_does_not_live_until_then()
    {
        var time = new JumpingTime { Offset = Year };
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream, time: time, cacheTime: time);
        await server.ChatAsync("How do I reset my password?");

        time.Offset = TimeSpan.Zero;
        Assert.Equal("miss", (await server.ChatAsync("How can I reset my password?", "", ("Cache-Control", "no-store"))).Cache());
        Assert.Equal("miss", (await server.ChatAsync("How do I reset my password?")).Cache());
        Assert.Equal("hit", (await server.ChatAsync("How can I reset my password?")).Cache());
    }

    [Theory]
    [InlineData(365 * 24)]
    [InlineData(-1)]
    public async Task Calls_under_way_and_those_that_wait_for_them_end_as_if_nothing_had_happened(int hours)
    {
        var (time, mayGoOn, askedFor) = (new JumpingTime(), new TaskCompletionSource(), 0);
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            Interlocked.Increment(ref askedFor);
            var isStreamed = JsonElement.Parse(await new StreamReader(context.Request.Body).ReadToEndAsync())
                .TryGetProperty("stream", out _);
            context.Response.ContentType = isStreamed ? "text/event-stream" : "application/json";
            if (isStreamed)
            {
                await context.Response.WriteAsync(Beginning);
                await context.Response.Body.FlushAsync();
            }

            await mayGoOn.Task;
            await context.Response.WriteAsync(isStreamed ? End : ScriptedUpstream.Completion);
        };
        await using var server = await RunningServer.StartAsync(upstream, time: time, cacheTime: time);
        var whole = Enumerable.Range(0, 3).Select(_ => server.ChatAsync("One?")).ToArray();
        var streams = Enumerable.Range(0, 3).Select(_ => server.ChatAsync("Two?", "\"stream\": true,")).ToArray();
        await JoinTests.Until(() => Volatile.Read(ref askedFor) == 2);

        time.Offset = TimeSpan.FromHours(hours);
        mayGoOn.SetResult();
        foreach (var reply in await Task.WhenAll([.. whole, .. streams]))
        {
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            Assert.Contains(" model.", await reply.TextAsync(), StringComparison.Ordinal);
        }

        // What came of it was stored by the new date, and lives from there.
        await JoinTests.Until(() => server.Entries == 2);
        Assert.All(
            [await server.ChatAsync("One?"), await server.ChatAsync("Two?", "\"stream\": true,")],
            reply => Assert.Equal(("hit", "0"), (reply.Cache(), reply.Header("Age"))));
        Assert.Equal(2, upstream.Requests.Count);
    }

    [Fact]
    public async Task Deadlines_and_places_do_not_go_by_the_date()
    {
        var time = new JumpingTime();
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var server = await RunningServer.StartAsync(
            upstream,
            settings =>
            {
                (settings.Server.RequestsMax, settings.Server.QueueMax) = (1, 4);
                settings.Upstream.Timeout = settings.Server.QueueTimeout = TimeSpan.FromMilliseconds(200);
            },
            time: time, cacheTime: time);
        foreach (var offset in new[] { Year, Back, TimeSpan.Zero })
        {
            var calls = Enumerable.Range(0, 3).Select(i => server.ChatAsync($"Waiting {i}?")).ToArray();
            await JoinTests.Until(() => !upstream.Requests.IsEmpty);
            upstream.Requests.Clear();
            time.Offset = offset;
            Assert.All(
                await Task.WhenAll(calls),
                reply => Assert.Contains(
                    reply.StatusCode, new[] { HttpStatusCode.GatewayTimeout, HttpStatusCode.ServiceUnavailable }));
        }

        upstream.Answer = ScriptedUpstream.Json(200, ScriptedUpstream.Completion);
        Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("And now?")).StatusCode);
    }

    [Fact]
    public async Task A_keys_limit_is_neither_lifted_nor_prolonged_by_the_date()
    {
        using var keys = new KeysFixture();
        var (time, bearer) = (new JumpingTime(), KeysFixture.Bearer(keys.Make(key => key with { RequestsPerMinute = 1 })));
        await using var server = await keys.ServeAsync(time: time);
        Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("Hi", headers: bearer)).StatusCode);
        foreach (var offset in new[] { Year, Back, TimeSpan.Zero })
        {
            time.Offset = offset;
            var refused = await server.ChatAsync("Hi", headers: bearer);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.InRange(int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 60);
        }
    }

    private static async Task EverythingAnswersAsync(RunningServer server)
    {
        foreach (var path in new[]
        {
            "/health", "/health/ready", "/v1/cache/stats", "/v1/cache/entries", "/v1/cache/recent", "/v1/cache/history",
            "/v1/cache/top", "/v1/cache/export",
        })
        {
            using var reply = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.True(reply.IsSuccessStatusCode, $"{path} is answered with {reply.StatusCode}");
            Assert.DoesNotContain(":-", await reply.TextAsync(), StringComparison.Ordinal);
        }
    }

    private static long SecondsLeft(HttpResponseMessage reply) => long.Parse(
        reply.Header("Cache-Status")!.Split("ttl=")[1], CultureInfo.InvariantCulture);
}
