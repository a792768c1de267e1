using Likewise.Server;

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
            InOtherWords, ("x-likewise-threshold", "0.9999"), ("Cache-Control", "no-store"));
        var loosened = await server.PromptAsync("How do I bake sourdough bread?", ("x-likewise-threshold", "-1"));

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
        await server.PromptAsync("One?", ("x-likewise-ttl", "90s"));
        await server.PromptAsync("A quite different thing", ("x-likewise-ttl", "9999999d"));
        var lives = server.Host.Cache.List(EntryFilter.All).Select(entry => entry.Summary.Expiry.At - entry.Summary.CreatedAt);

        Assert.Equal([TimeSpan.FromSeconds(90), TimeSpan.FromDays(2)], lives.Order());
    }

    [Fact]
    public async Task Only_if_cached_never_asks_the_model()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var missing = await server.ChatAsync(Asked, "", ("Cache-Control", "only-if-cached"));
        var error = await missing.ErrorAsync(System.Net.HttpStatusCode.GatewayTimeout);
        Assert.Equal("not_cached", error.GetProperty("code").GetString());
        Assert.Empty(upstream.Requests);

        await server.ChatAsync(Asked);
        var whole = await server.ChatAsync(Asked, "", ("Cache-Control", "only-if-cached"));
        var streamed = await server.ChatAsync(Asked, "\"stream\": true,", ("Cache-Control", "only-if-cached"));

        Assert.Equal(("hit", "hit"), (whole.Cache(), streamed.Cache()));
        Assert.Equal("text/event-stream", streamed.Content.Headers.ContentType?.MediaType);
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task A_mode_goes_less_far_and_never_further()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PromptAsync(Asked);

        var exact = await server.PromptAsync(InOtherWords, ("x-likewise-mode", "exact"), ("Cache-Control", "no-store"));
        var off = await server.PromptAsync(Asked, ("x-likewise-mode", "off"));
        var refreshed = await server.PromptAsync(Asked, ("x-likewise-mode", "refresh"));
        var seeded = await server.ChatAsync("Hi", "\"logprobs\": true,", ("x-likewise-mode", "semantic"));

        Assert.Equal(("miss", "exact-only"), (exact.Cache(), exact.Header("x-likewise-reason")));
        Assert.Equal(("bypass", "bypassed"), (off.Cache(), off.Header("x-likewise-reason")));
        Assert.Equal(("miss", "not-asked"), (refreshed.Cache(), refreshed.Header("x-likewise-reason")));
        Assert.Equal("bypass", seeded.Cache());
        Assert.Equal(1, server.Entries);
    }

    [Fact]
    public async Task A_namespace_is_a_cache_of_its_own_and_tags_are_the_entrys()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PromptAsync(Asked, ("x-likewise-namespace", "help"), ("x-likewise-tags", "faq, v2,"));

        Assert.Equal("miss", (await server.PromptAsync(Asked, ("Cache-Control", "no-store"))).Cache());
        Assert.Equal("hit", (await server.PromptAsync(InOtherWords, ("x-likewise-namespace", "help"))).Cache());
        var entry = Assert.Single(server.Host.Cache.List(EntryFilter.All)).Summary;
        Assert.Equal("help", entry.Namespace);
        Assert.Equal(["faq", "v2"], entry.Tags);
    }

    [Fact]
    public async Task A_hit_says_how_long_it_lives_and_what_it_saves_and_may_report_no_usage()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(
            upstream, settings => settings.Server.HitUsage = HitUsage.Zero);
        var miss = await server.ChatAsync(Asked, "", ("x-likewise-ttl", "90s"));
        var hit = await server.ChatAsync(Asked);

        Assert.Matches("^likewise; hit; detail=exact; ttl=(89|90)$", hit.Header("Cache-Status"));
        Assert.Equal("9", hit.Header("x-likewise-saved-tokens"));
        Assert.Equal(9, await TokensAsync(miss));
        Assert.Equal(0, await TokensAsync(hit));
    }

    private static async Task<int> TokensAsync(HttpResponseMessage reply) =>
        (await reply.JsonAsync()).GetProperty("usage").GetProperty("total_tokens").GetInt32();
}
