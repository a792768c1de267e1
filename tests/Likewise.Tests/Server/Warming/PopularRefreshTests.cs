using System.Text.Json;
using Likewise.Server;
using Likewise.Tests.Fixtures;
using Likewise.Tests.Server.CacheApi;

namespace Likewise.Tests.Server.Warming;

/// <summary>
/// Goal: what is asked for most is answered when it is asked for, within the budget. Method: a clock of the test.
/// </summary>
public sealed class PopularRefreshTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task What_would_end_before_the_next_turn_is_asked_again_and_its_answer_replaced()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await StartAsync(upstream, _ => { });
        await AskAsync(server, "How do I reset my password?", "20m");
        await AskAsync(server, "When are you open?", "10h");
        upstream.Answer = ScriptedUpstream.Saying("Fresh.");

        _time.Advance(TimeSpan.FromMinutes(15));
        var shown = await TurnAsync(server, 1);

        Assert.Equal((2, 1, 1), (Number(shown, "read"), Number(shown, "stored"), Number(shown, "known")));
        var reply = await server.PromptAsync("How do I reset my password?");
        Assert.Equal("hit", reply.Cache());
        Assert.Contains("Fresh.", await reply.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(3, upstream.Requests.Count);
    }

    [Fact]
    public async Task A_model_that_fails_leaves_the_answer_as_it_is()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await StartAsync(upstream, _ => { });
        await AskAsync(server, "How do I reset my password?", "20m");
        upstream.Answer = ScriptedUpstream.Json(500, "{}");

        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(1, Number(await TurnAsync(server, 1), "failed"));

        Assert.Equal("hit", (await server.PromptAsync("How do I reset my password?")).Cache());
    }

    [Fact]
    public async Task The_budget_is_one_for_all_turns()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await StartAsync(upstream, settings => settings.Refresh.TokensPerHour = 9);
        foreach (var prompt in new[] { "How do I reset my password?", "When are you open?", "Where is my order?" })
            await AskAsync(server, prompt, "10m");

        // Each answer takes nine tokens: the second call has to wait until the hour is over, and the turn with it.
        for (var minutes = 15; minutes < 70; minutes += 5)
        {
            _time.Advance(TimeSpan.FromMinutes(minutes == 15 ? 15 : 5));
            while (upstream.Requests.Count < 4)
                await Task.Yield();
            Assert.Equal(4, upstream.Requests.Count);
        }
    }

    [Fact]
    public async Task Without_it_prompts_are_shown_all_the_same()
    {
        await using var server = await StartAsync(null, settings => settings.Refresh.Prompts = 0);
        for (var asked = 0; asked < 3; asked++)
            await server.PromptAsync("How do I reset my password?");

        var shown = await server.OkAsync("/popular");
        var one = Assert.Single(shown.GetProperty("prompts").EnumerateArray());
        Assert.Equal(("How do I reset my password?", 3), (one.GetProperty("prompt").GetString(), Number(one, "asks")));
        Assert.NotNull(one.GetProperty("entry").GetString());
        Assert.False(shown.TryGetProperty("refresh", out _));
    }

    private static async Task AskAsync(RunningServer server, string prompt, string timeToLive) =>
        Assert.True((await server.PromptAsync(prompt, ("x-likewise-ttl", timeToLive))).IsSuccessStatusCode);

    /// <summary>Waits for the end of a turn; the clock stands.</summary>
    private static async Task<JsonElement> TurnAsync(RunningServer server, int rounds)
    {
        while (true)
        {
            var refresh = (await server.OkAsync("/popular")).GetProperty("refresh");
            if (Number(refresh, "rounds") >= rounds)
                return refresh;
            await Task.Yield();
        }
    }

    private Task<RunningServer> StartAsync(ScriptedUpstream? upstream, Action<LikewiseSettings> configure) =>
        RunningServer.StartAsync(
            upstream,
            settings =>
            {
                (settings.Refresh.Prompts, settings.Refresh.Interval) = (10, TimeSpan.FromMinutes(15));
                configure(settings);
            },
            time: _time, cacheTime: _time);

    private static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();
}
