namespace Likewise.Tests.Server;

public sealed class RequestControlsTests
{
    private const string Asked = "How do I reset my password?";
    private const string InOtherWords = "How can I reset my password?";

    [Fact]
    public async Task A_caller_may_tighten_the_threshold_but_not_loosen_it()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PromptAsync(Asked);
        var tightened = await server.PromptAsync(
            InOtherWords, ("x-likewise-similarity-min", "0.9999"), ("Cache-Control", "no-store"));
        var loosened = await server.PromptAsync("How do I bake sourdough bread?", ("x-likewise-similarity-min", "-1"));

        Assert.Equal(("miss", "not-similar"), (tightened.Cache(), tightened.Header("x-likewise-reason")));
        Assert.Equal("miss", loosened.Cache());
        Assert.Equal("hit", (await server.PromptAsync(InOtherWords)).Cache());
    }

    [Fact]
    public async Task No_cache_asks_afresh_and_stores_the_fresh_answer()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.ChatAsync(Asked);
        upstream.Answer = ScriptedUpstream.Saying("Newer.");
        var fresh = await server.ChatAsync(Asked, "", ("Cache-Control", "no-cache"));
        var hit = await server.ChatAsync(Asked);

        Assert.Equal(("miss", "not-asked", "likewise; fwd=request; stored"),
            (fresh.Cache(), fresh.Header("x-likewise-reason"), fresh.Header("Cache-Status")));
        Assert.Equal("hit", hit.Cache());
        Assert.Contains("Newer.", await hit.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_store_keeps_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PromptAsync(Asked, ("Cache-Control", "no-store"));

        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task A_greatest_age_refuses_older_answers()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PromptAsync(Asked);
        var refused = await server.PromptAsync(Asked, ("Cache-Control", "max-age=0"));
        var served = await server.PromptAsync(Asked, ("Cache-Control", "max-age=3600"));

        Assert.Equal(("miss", "too-old"), (refused.Cache(), refused.Header("x-likewise-reason")));
        Assert.Equal("hit", served.Cache());
    }

    [Fact]
    public async Task A_time_to_live_is_the_entrys_cut_to_the_operators()
    {
        await using var server = await RunningServer.StartAsync(
            configure: settings => settings.Cache.TimeToLiveMax = TimeSpan.FromDays(2));
        await server.PromptAsync("One?", ("x-likewise-time-to-live", "90s"));
        await server.PromptAsync("A quite different thing", ("x-likewise-time-to-live", "9999999d"));
        var lives = server.Host.Cache.List(EntryFilter.All).Select(entry => entry.Summary.Expiry.At - entry.Summary.CreatedAt);

        Assert.Equal([TimeSpan.FromSeconds(90), TimeSpan.FromDays(2)], lives.Order());
    }
}
