using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Server;

/// <summary>Goal: what is stale says so in headers, and stands in for a model that fails, in each protocol's way.</summary>
public sealed class StaleAnswerTests
{
    private const string Asked = "How do I reset my password?";
    private const string InOtherWords = "How can I reset my password?";

    private readonly JumpingTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stale_answer_says_so_and_the_next_one_is_fresh()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await StartAsync(upstream);
        await server.ChatAsync(Asked);
        upstream.Answer = ScriptedUpstream.Saying("Newer.");
        _time.Offset = TimeSpan.FromMinutes(65);

        var stale = await server.ChatAsync(Asked);
        await server.Host.Cache.WhenRefreshedAsync(Token);
        var fresh = await server.ChatAsync(InOtherWords);

        Assert.Equal(("hit", "while-revalidate"), (stale.Cache(), stale.Header("x-likewise-stale")));
        Assert.StartsWith("likewise; hit; detail=exact; ttl=-30", stale.Header("Cache-Status"), StringComparison.Ordinal);
        Assert.StartsWith("39", stale.Header("Age"), StringComparison.Ordinal);
        Assert.Equal(("hit", null), (fresh.Cache(), fresh.Header("x-likewise-stale")));
        Assert.Contains("Newer.", await fresh.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(2, upstream.Requests.Count);
    }

    [Theory]
    [InlineData(503, "")]
    [InlineData(500, "\"stream\": true,")]
    [InlineData(429, "")]
    public async Task Where_the_model_fails_a_stale_answer_stands_in(int status, string fields)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await StartAsync(upstream);
        await server.ChatAsync(Asked);
        upstream.Answer = ScriptedUpstream.Json(status, """{"error":{"message":"no"}}""");
        _time.Offset = TimeSpan.FromMinutes(75);

        foreach (var prompt in new[] { Asked, InOtherWords })
        {
            var reply = await server.ChatAsync(prompt, fields);
            Assert.Equal((200, "hit", "if-error"), ((int)reply.StatusCode, reply.Cache(), reply.Header("x-likewise-stale")));
            Assert.StartsWith(
                $"likewise; fwd=stale; fwd-status={status}; detail=", reply.Header("Cache-Status"), StringComparison.Ordinal);
            Assert.Contains("From the model.", await reply.TextAsync(), StringComparison.Ordinal);
        }

        _time.Offset = TimeSpan.FromHours(4);
        Assert.Equal(status, (int)(await server.ChatAsync(Asked)).StatusCode);
    }

    [Fact]
    public async Task What_the_caller_did_wrong_is_not_masked()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await StartAsync(upstream);
        await server.ChatAsync(Asked);
        upstream.Answer = ScriptedUpstream.Json(401, """{"error":{"message":"no key"}}""");
        _time.Offset = TimeSpan.FromMinutes(75);

        var reply = await server.ChatAsync(Asked);
        Assert.Equal((401, "miss"), ((int)reply.StatusCode, reply.Cache()));
    }

    [Fact]
    public async Task A_caller_may_take_what_is_stale_without_the_model_and_may_refuse_it()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await StartAsync(upstream);
        await server.ChatAsync(Asked);
        _time.Offset = TimeSpan.FromMinutes(65);

        var refused = await server.ChatAsync(Asked, "", ("Cache-Control", "only-if-cached"));
        var taken = await server.ChatAsync(Asked, "", ("Cache-Control", "only-if-cached, max-stale=400"));
        var young = await server.ChatAsync(Asked, "", ("Cache-Control", "max-age=7200, no-store"));

        Assert.Equal(504, (int)refused.StatusCode);
        Assert.Equal(("hit", "accepted"), (taken.Cache(), taken.Header("x-likewise-stale")));
        Assert.Equal(("miss", "stale"), (young.Cache(), young.Header("x-likewise-reason")));
        Assert.StartsWith("likewise; fwd=stale", young.Header("Cache-Status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_may_want_no_windows_and_impossible_ones_are_refused()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await StartAsync(upstream);
        await server.ChatAsync(Asked, "", ("Cache-Control", "stale-while-revalidate=0, stale-if-error=60"));
        var leeway = server.Host.Cache.List(EntryFilter.All).Single().Summary.Expiry.Leeway;

        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMinutes(1)), (leeway.StaleWhileRevalidate, leeway.StaleIfError));
        var impossible = await server.ChatAsync(Asked, "", ("Cache-Control", "stale-if-error=soon"));
        Assert.Equal(400, (int)impossible.StatusCode);
    }

    [Fact]
    public async Task What_is_volatile_is_shown_with_the_entry()
    {
        await using var server = await StartAsync(null);
        await server.PromptAsync("What is the weather in Oslo?");
        var entry = server.Host.Cache.List(EntryFilter.All).Single();

        using var shown = System.Text.Json.JsonDocument.Parse(
            await server.Client.GetStringAsync($"/v1/cache/entries/{entry.Summary.Id}", Token));
        var volatility = shown.RootElement.GetProperty("volatility");
        Assert.Equal("daily", volatility.GetProperty("class").GetString());
        Assert.Equal("weather", volatility.GetProperty("sign").GetString());
        Assert.Equal(TimeSpan.FromHours(1), entry.Summary.Expiry.At - entry.Summary.CreatedAt);
    }

    private Task<RunningServer> StartAsync(ScriptedUpstream? upstream) => RunningServer.StartAsync(
        upstream,
        settings =>
        {
            settings.Cache.TimeToLive = TimeSpan.FromHours(1);
            settings.Cache.Stale.WhileRevalidate = TimeSpan.FromMinutes(10);
            settings.Cache.Stale.IfError = TimeSpan.FromHours(2);
        },
        time: _time, cacheTime: _time);
}
