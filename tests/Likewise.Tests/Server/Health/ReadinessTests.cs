using System.Net;
using Likewise.Server;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Server;

public sealed class ReadinessTests
{
    [Fact]
    public async Task A_server_that_is_well_is_live_and_ready()
    {
        await using var server = await RunningServer.StartAsync();
        var (live, ready) = (await GetAsync(server, "live"), await GetAsync(server, "ready"));

        Assert.Equal((HttpStatusCode.OK, """{"status":"live"}"""), (live.StatusCode, await live.TextAsync()));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(
            """{"status":"ready","store":{"status":"ok"},"encoder":{"status":"ok"},"upstream":{"status":"ok"}}""",
            await ready.TextAsync());
        Assert.Equal("no-store", ready.Header("Cache-Control"));
    }

    [Theory]
    [InlineData(false, "it fails")]
    [InlineData(true, "it does not answer")]
    public async Task A_store_that_fails_or_is_silent_makes_it_not_ready_until_it_recovers(bool isSilent, string reason)
    {
        var time = new ManualTime();
        var never = new TaskCompletionSource();
        var store = new FaultyStore(new MemoryEntryStore());
        await using var server = await RunningServer.StartAsync(store: store, time: time);
        store.Before = (_, _) => isSilent ? never.Task : throw new IOException("the disk is gone");
        var asking = GetAsync(server, "ready");
        while (!asking.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var ready = await asking;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var json = await ready.JsonAsync();
        Assert.Equal("failing", json.GetProperty("status").GetString());
        Assert.Equal(reason, json.GetProperty("store").GetProperty("reason").GetString());

        store.Before = (_, _) => Task.CompletedTask;
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(server, "ready")).StatusCode);
    }

    [Fact]
    public async Task A_paused_upstream_is_named_and_requests_still_come_here_for_hits()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Json(500, "oops");
        await using var server = await RunningServer.StartAsync(configure: settings => settings.Upstreams.Add(
            "gpu", new UpstreamSettings { BaseUrl = upstream.Url, BreakerRequestsMin = 2 }));
        for (var i = 0; i < 2; i++)
            await server.ChatAsync("Hi");
        var ready = await GetAsync(server, "ready");
        var json = await ready.JsonAsync();

        Assert.Equal((HttpStatusCode.OK, "degraded"), (ready.StatusCode, json.GetProperty("status").GetString()));
        Assert.Equal("degraded", json.GetProperty("gpu").GetProperty("status").GetString());
        Assert.Contains("left alone", json.GetProperty("gpu").GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_needs_no_key_and_says_more_to_who_may_observe()
    {
        using var keys = new KeysFixture();
        var (observer, user) = (keys.Make("", AccessRole.Observe), keys.Make("", AccessRole.Use));
        await using var server = await keys.ServeAsync();
        foreach (var name in new[] { "live", "ready" })
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(server, name)).StatusCode);

        const string Simple = """{"status":"ok","redis_status":"connected","app_name":"likewise"}""";
        Assert.Equal(Simple, await HealthAsync(null));
        Assert.Equal(Simple, await HealthAsync(user));
        Assert.Equal(Simple, await HealthAsync("wrong"));
        Assert.Contains("\"entries\":0", await HealthAsync(observer), StringComparison.Ordinal);

        async Task<string> HealthAsync(string? key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
            if (key is not null)
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
            return await (await server.Client.SendAsync(request, TestContext.Current.CancellationToken)).TextAsync();
        }
    }

    private static Task<HttpResponseMessage> GetAsync(RunningServer server, string name) =>
        server.Client.GetAsync($"/health/{name}", TestContext.Current.CancellationToken);
}
