using System.Net;
using System.Text.Json;

namespace Likewise.Tests.Server.CacheApi;

public sealed class EntriesTests
{
    [Fact]
    public async Task Pages_show_each_entry_once_the_youngest_first_whatever_comes_and_goes()
    {
        await using var server = await RunningServer.StartAsync();
        var ids = new List<string>();
        for (var number = 0; number < 7; number++)
            ids.Add(await server.StoreAsync($"Question {number}", "Answer."));
        ids.Reverse();

        var first = await server.OkAsync("/entries?limit=3");
        await server.SendAsync(HttpMethod.Delete, $"/entries/{ids[2]}"); // The place from which the next page goes on.
        await server.StoreAsync("Question 7", "Younger than all.");
        var second = await server.OkAsync($"/entries?limit=3&cursor={first.Text("next")}");
        var third = await server.OkAsync($"/entries?limit=3&cursor={second.Text("next")}");

        Assert.Equal(7, first.GetProperty("total").GetInt32());
        Assert.Equal(ids, [.. first.Ids(), .. second.Ids(), .. third.Ids()]);
        Assert.Null(third.Text("next"));
    }

    [Theory]
    [InlineData("namespace=b", "two")]
    [InlineData("tag=x", "one,two")]
    [InlineData("tag=x&tag=y", "one,two,three")]
    [InlineData("tag=x&tag=y&tagMatch=all", "two")]
    [InlineData("model=m-3", "three")]
    [InlineData("contains=TW", "two")]
    [InlineData("prompt=%20three ", "three")]
    [InlineData("createdBefore=2000-01-01T00:00:00Z", "")]
    [InlineData("createdFrom=2000-01-01T00:00:00Z", "one,two,three")]
    [InlineData("state=ended", "")]
    [InlineData("state=any", "one,two,three")]
    [InlineData("contains=t&tag=y&namespace=default", "three")]
    public async Task A_list_is_chosen_by_conditions_that_must_all_hold(string query, string expected)
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("one", "1", """ "tags": ["x"], """);
        await server.StoreAsync("two", "2", """ "tags": ["x", "y"], "namespace": "b", """);
        await server.StoreAsync("three", "3", """ "tags": ["y"], "model": "m-3", """);

        var page = await server.OkAsync($"/entries?{query}");
        var prompts = page.GetProperty("entries").EnumerateArray().Select(entry => entry.Text("prompt")).Reverse();
        Assert.Equal(expected, string.Join(',', prompts));
    }

    [Fact]
    public async Task Embedder_and_scope_are_conditions_as_entries_show_them()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("one", "1");
        await server.StoreAsync("two", "2", "\"model\": \"other\",");
        var entry = (await server.OkAsync("/entries")).GetProperty("entries")[0];

        var ofScope = await server.OkAsync($"/entries?scope={entry.Text("scope")}");
        var ofEmbedder = await server.OkAsync($"/entries?embedder={Uri.EscapeDataString(entry.Text("embedder")!)}");
        Assert.Equal([entry.Text("id")!], ofScope.Ids());
        Assert.Equal(2, ofEmbedder.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task One_entry_is_shown_with_its_answer_and_its_use()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await server.StoreAsync("one", "Answer.", """ "timeToLiveSeconds": 60, "slidingSeconds": 30, """);
        await server.LookupAsync("one");
        var entry = await server.OkAsync($"/entries/{id}");

        Assert.Equal(("Answer.", 1), (entry.Text("response"), entry.GetProperty("hits").GetInt32()));
        Assert.Equal(30, entry.GetProperty("slidingSeconds").GetDouble());
        Assert.Equal("fresh", entry.Text("state"));
        var life = entry.GetProperty("expiresAt").GetDateTimeOffset() - entry.GetProperty("createdAt").GetDateTimeOffset();
        Assert.Equal(TimeSpan.FromSeconds(60), life);
    }

    [Fact]
    public async Task A_removed_entry_is_gone_and_removing_it_again_is_not_found()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await server.StoreAsync("one", "1");
        var removed = await server.SendAsync(HttpMethod.Delete, $"/entries/{id}");

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.False((await server.LookupAsync("one")).GetProperty("hit").GetBoolean());
        await (await server.SendAsync(HttpMethod.Get, $"/entries/{id}")).ProblemAsync(HttpStatusCode.NotFound);
        await (await server.SendAsync(HttpMethod.Delete, $"/entries/{id}")).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_tenant_sees_and_changes_nothing_of_anothers()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var ann = ("Authorization", "Bearer sk-ann");
        var bob = ("Authorization", "Bearer sk-bob");
        var id = await server.StoreAsync("Secret of Ann", "Hers.", "", ann);

        Assert.Equal(0, (await server.OkAsync("/entries?state=any", bob)).GetProperty("total").GetInt32());
        Assert.Equal(0, (await server.OkAsync("/stats", bob)).GetProperty("entries").GetInt32());
        await (await server.SendAsync(HttpMethod.Get, $"/entries/{id}", bob)).ProblemAsync(HttpStatusCode.NotFound);
        await (await server.SendAsync(HttpMethod.Delete, $"/entries/{id}", bob)).ProblemAsync(HttpStatusCode.NotFound);
        var near = await server.LookupAsync("Secret of Anne", "", bob);
        Assert.False(near.TryGetProperty("nearest", out _));
        foreach (var (path, body) in new[] { ("/flush", """{"confirm": "all"}"""), ("/invalidate", """{"contains": "e"}""") })
            Assert.Equal(0, (await server.OkAsync(path, body, bob)).GetProperty("removed").GetInt32());
        Assert.True((await server.LookupAsync("Secret of Ann", "", ann)).GetProperty("hit").GetBoolean());
        Assert.Equal(1, (await server.OkAsync("/stats", ann)).GetProperty("lookups").GetInt32());
        Assert.Equal([id], (await server.OkAsync("/entries", ann)).Ids());
    }

    [Fact]
    public async Task Statistics_count_what_was_asked()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("one", "1", """ "usage": {"inputTokens": 7, "outputTokens": 3}, "latencySeconds": 2, """);
        await server.LookupAsync("one");
        await server.LookupAsync("Something else altogether");
        var stats = await server.OkAsync("/stats");

        Assert.Equal((1, 2, 10), (Number("entries"), Number("lookups"), Number("tokensSaved")));
        Assert.Equal(0.5, stats.GetProperty("hitRate").GetDouble());
        Assert.Equal(1, stats.GetProperty("hits").GetProperty("exact").GetInt32());
        Assert.Equal(1, stats.GetProperty("misses").GetProperty("not-similar").GetInt32());
        Assert.InRange(stats.GetProperty("secondsSaved").GetDouble(), 1, 2);
        Assert.Equal(JsonValueKind.Object, stats.GetProperty("embedders").ValueKind);

        int Number(string name) => stats.GetProperty(name).GetInt32();
    }
}
