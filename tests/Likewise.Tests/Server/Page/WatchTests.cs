using System.Net;
using System.Text.Json;
using Likewise.Server;
using Likewise.Tests.Server.CacheApi;

namespace Likewise.Tests.Server.Page;

/// <summary>What is remembered of lookups, and who sees it.</summary>
public sealed class WatchTests
{
    private static readonly (string, string) Ann = ("Authorization", "Bearer sk-ann");

    [Fact]
    public async Task Lookups_of_every_way_are_remembered_with_what_became_of_them()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.PromptAsync("How do I reset my password?");
        await server.ChatAsync("How can I reset my password?", "\"stream\": true,");
        await server.ChatAsync("How do I reset my password?", "\"stream\": true, \"logprobs\": true,");
        await server.LookupAsync("What colour is the sea?");
        upstream.Answer = ScriptedUpstream.Json(500, "{}");
        await server.ChatAsync("Is anybody there?");

        var recent = await RecentAsync(server);
        Assert.Equal(["miss", "hit", "bypass", "miss", "unanswered"], recent.Select(lookup => lookup.Text("outcome")));
        Assert.Equal(
            ["/chat_semantic_cache", "/chat/completions", "/chat/completions", "lookup", "/chat/completions"],
            recent.Select(lookup => lookup.Text("from")));
        Assert.Equal([1, 2, 3, 4, 5], recent.Select(lookup => lookup.GetProperty("number").GetInt32()));

        var (hit, miss) = (recent[1], recent[3]);
        Assert.Equal(("near", "threshold"), (hit.Text("tier"), hit.Text("rule")));
        Assert.InRange(hit.GetProperty("similarity").GetDouble(), 0.9, 1);
        Assert.Equal(9, hit.GetProperty("tokensSaved").GetInt32());
        Assert.Equal(("not-similar", "How do I reset my password?"), (miss.Text("reason"), miss.Text("entryPrompt")));
        Assert.InRange(miss.GetProperty("similarity").GetDouble(), -1, 0.9);
        Assert.True(miss.GetProperty("lookupMilliseconds").GetDouble() <= miss.GetProperty("milliseconds").GetDouble());
    }

    [Fact]
    public async Task Ways_that_other_caches_know_are_remembered_too()
    {
        await using var server = await OpenApi.ApiDocument.StartAsync();
        await server.PostAsync("/get", """{"prompt": "one"}""");
        await server.PostAsync("/v1/caches/own/entries/search", """{"prompt": "one"}""");
        await server.OkAsync("/lookup/batch", """{"items": [{"prompt": "one"}, {"prompt": ""}, {"prompt": "two"}]}""");

        Assert.Equal(
            ["gptcache", "langcache", "lookup/batch", "lookup/batch"],
            (await RecentAsync(server)).Select(lookup => lookup.Text("from")));
    }

    [Fact]
    public async Task What_is_not_to_be_stored_is_not_remembered_in_words()
    {
        await using var server = await RunningServer.StartAsync();
        await server.ChatAsync("A secret.", "", ("Cache-Control", "no-store"));
        await server.ChatAsync("A sound.", "\"logprobs\": true,");
        await server.ChatAsync(new string('x', 5000));

        var prompts = (await RecentAsync(server)).Select(lookup => lookup.Text("prompt")).ToArray();
        Assert.All(prompts[..2], Assert.Null);
        Assert.Equal(301, prompts[2]!.Length);
    }

    [Fact]
    public async Task An_operator_may_have_no_words_kept_or_nothing_at_all()
    {
        await using var silent = await RunningServer.StartAsync(configure: settings => settings.Page.Prompts = false);
        await silent.LookupAsync("one");
        Assert.Null(Assert.Single(await RecentAsync(silent)).Text("prompt"));

        await using var off = await RunningServer.StartAsync(configure: settings => settings.Page.Enabled = false);
        await off.LookupAsync("one");
        await (await off.SendAsync(HttpMethod.Get, "/recent")).ProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NotFound, (await off.Client.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task An_entry_that_was_deleted_is_not_shown_in_words_any_more()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await server.StoreAsync("one", "a");
        await server.LookupAsync("one");
        await server.SendAsync(HttpMethod.Delete, $"/entries/{id}");

        var lookup = Assert.Single(await RecentAsync(server));
        Assert.Equal((id, null), (lookup.Text("entry"), lookup.Text("entryPrompt")));
    }

    [Fact]
    public async Task Only_the_last_are_remembered_and_a_reader_can_go_on_from_where_he_was()
    {
        await using var server = await RunningServer.StartAsync(configure: settings => settings.Page.RecentMax = 3);
        for (var at = 1; at <= 5; at++)
            await server.LookupAsync($"question {at}");

        Assert.Equal([3, 4, 5], Numbers(await RecentAsync(server)));
        Assert.Equal([5], Numbers(await RecentAsync(server, "?after=4")));
        Assert.Empty(await RecentAsync(server, "?after=5"));
        Assert.Equal([3, 4, 5], Numbers(await RecentAsync(server, "?after=900"))); // Of a life before this one.
        Assert.Equal([4, 5], Numbers(await RecentAsync(server, "?limit=2")));
    }

    [Theory]
    [InlineData("/recent?after=-1")]
    [InlineData("/recent?limit=0")]
    [InlineData("/history?seconds=7")]
    [InlineData("/history?seconds=70")]
    [InlineData("/top?limit=x")]
    public async Task What_nobody_can_mean_is_refused(string path)
    {
        await using var server = await RunningServer.StartAsync();
        await (await server.SendAsync(HttpMethod.Get, path)).ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_last_hour_adds_up_in_any_step()
    {
        var time = new Fixtures.ManualTime();
        await using var server = await RunningServer.StartAsync(time: time);
        await server.StoreAsync("one", "a", """ "usage": {"inputTokens": 3, "outputTokens": 4}, """);
        await server.LookupAsync("one");
        time.Advance(TimeSpan.FromSeconds(30));
        await server.LookupAsync("one");
        await server.LookupAsync("two");

        var fine = await PointsAsync(server, 10);
        Assert.Equal(360, fine.Length);
        Assert.Equal((1, 1, 1), (Count(fine[^1], "exact"), Count(fine[^1], "misses"), Count(fine[^4], "exact")));
        Assert.True(fine[^1].GetProperty("hitMilliseconds").GetProperty("p50").GetDouble() >= 0);
        var coarse = await PointsAsync(server, 60);
        Assert.Equal((60, 2, 14), (coarse.Length, coarse.Sum(point => Count(point, "exact")), Count(coarse[^1], "tokensSaved")));

        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, (await PointsAsync(server, 10)).Sum(point => Count(point, "exact") + Count(point, "misses")));
    }

    [Fact]
    public async Task The_entries_that_answered_most_come_first()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("never", "a");
        var (some, most) = (await server.StoreAsync("sometimes", "b"), await server.StoreAsync("often", "c"));
        foreach (var prompt in (string[])["often", "sometimes", "often"])
            await server.LookupAsync(prompt);

        Assert.Equal([most, some], (await server.OkAsync("/top")).Ids());
        Assert.Equal([most], (await server.OkAsync("/top?limit=1")).Ids());
    }

    [Fact]
    public async Task Nobody_sees_what_another_tenant_asked()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.PromptAsync("Ann's question?", Ann);
        await server.PromptAsync("Ann's question?", Ann);

        Assert.Empty(await RecentAsync(server));
        Assert.Equal(0, (await PointsAsync(server, 60)).Sum(point => Count(point, "exact") + Count(point, "misses")));
        Assert.Empty((await server.OkAsync("/top")).Ids());
        Assert.Equal(2, (await server.OkAsync("/recent", Ann)).GetProperty("recent").GetArrayLength());
    }

    [Theory]
    [InlineData("/recent")]
    [InlineData("/history")]
    [InlineData("/top")]
    [InlineData("/live")]
    public async Task Watching_needs_its_role_and_the_page_needs_none(string path)
    {
        using var keys = new KeysFixture();
        var user = KeysFixture.Bearer(keys.Make("ann", AccessRole.Use, AccessRole.Manage));
        await using var server = await keys.ServeAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.SendAsync(HttpMethod.Get, path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.SendAsync(HttpMethod.Get, path, user)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<JsonElement[]> RecentAsync(RunningServer server, string query = "") =>
        [.. (await server.OkAsync($"/recent{query}")).GetProperty("recent").EnumerateArray()];

    private static async Task<JsonElement[]> PointsAsync(RunningServer server, int seconds) =>
        [.. (await server.OkAsync($"/history?seconds={seconds}")).GetProperty("points").EnumerateArray()];

    private static IEnumerable<int> Numbers(JsonElement[] lookups) =>
        lookups.Select(lookup => lookup.GetProperty("number").GetInt32());

    private static int Count(JsonElement point, string name) => point.GetProperty(name).GetInt32();
}
