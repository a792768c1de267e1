using System.Net;
using System.Text.Json;
using Likewise.Server;
using Likewise.Tests.Server.CacheApi;

namespace Likewise.Tests.Server.Compatibility;

public sealed class LangCacheTests
{
    private const string Entries = "/v1/caches/c-1/entries";

    [Fact]
    public async Task What_is_stored_is_found_with_its_attributes_and_a_normalized_score()
    {
        await using var server = await StartAsync();
        var stored = await PostAsync(server, Entries, """
            {"prompt": "How do I reset my password?", "response": "Settings.", "attributes": {"lang": "en", "user": "ü 1"},
             "ttlMillis": 60000}
            """, HttpStatusCode.Created);
        var found = Assert.Single(await SearchAsync(
            server, "How can I reset my password?", """ "attributes": {"user": "ü 1", "lang": "en"}, """));

        Assert.Matches("^[a-f0-9]{32}$", stored.Text("entryId"));
        Assert.Equal((stored.Text("entryId"), "Settings."), (found.Text("id"), found.Text("response")));
        Assert.Equal("semantic", found.Text("searchStrategy"));
        Assert.Equal("ü 1", found.GetProperty("attributes").Text("user"));
        var cosine = (await server.OkAsync("/explain", """
            {"asked": {"prompt": "How can I reset my password?"}, "stored": {"prompt": "How do I reset my password?"}}
            """)).GetProperty("similarity").GetDouble();
        Assert.Equal((1 + cosine) / 2, found.GetProperty("similarity").GetDouble(), 1e-3);
        Assert.Empty(await SearchAsync(server, "Where is Paris?"));
    }

    [Fact]
    public async Task Attributes_keep_answers_apart_and_some_of_them_find_entries_with_more()
    {
        await using var server = await StartAsync();
        await StoreAsync(server, "Who am I?", "Ann.", """{"user": "ann", "lang": "en"}""");
        await StoreAsync(server, "Who am I?", "Bob.", """{"user": "bob", "lang": "en"}""");

        var (ann, bob) = (""" "attributes": {"user": "ann"}, """, """ "attributes": {"user": "bob"}, """);
        Assert.Equal("Ann.", (await SearchAsync(server, "Who am I?", ann))[0].Text("response"));
        Assert.Equal("Bob.", (await SearchAsync(server, "Who am I?", bob))[0].Text("response"));
        Assert.Single(await SearchAsync(server, "Who am I?"));
        Assert.Empty(await SearchAsync(server, "Who am I?", """ "attributes": {"user": "eve"}, """));
        Assert.Empty(await SearchAsync(server, "Who am I?", """ "attributes": {"user": "ann", "lang": "de"}, """));
    }

    [Fact]
    public async Task A_threshold_is_normalized_and_only_tightens()
    {
        await using var server = await StartAsync();
        await StoreAsync(server, "How do I reset my password?", "Settings.", "{}");

        // The pair's cosine is about 0.93, normalized 0.965: a mix-up of the two would turn each of these around.
        Assert.Single(await SearchAsync(server, "How can I reset my password?", "\"similarityThreshold\": 0.95,"));
        Assert.Empty(await SearchAsync(server, "How can I reset my password?", "\"similarityThreshold\": 0.999,"));
        Assert.Single(await SearchAsync(server, "How can I reset my password?", "\"similarityThreshold\": 0,"));
        Assert.Empty(await SearchAsync(server, "Where is Paris?", "\"similarityThreshold\": 0,"));
    }

    [Fact]
    public async Task Strategies_say_whether_other_words_will_do()
    {
        await using var server = await StartAsync();
        await StoreAsync(server, "How do I reset my password?", "Settings.", "{}");

        Assert.Empty(await SearchAsync(server, "How can I reset my password?", """ "searchStrategies": ["exact"], """));
        var same = Assert.Single(await SearchAsync(
            server, "How do I reset my password?", """ "searchStrategies": ["exact", "semantic"], """));
        Assert.Equal(("exact", 1.0), (same.Text("searchStrategy"), same.GetProperty("similarity").GetDouble()));
    }

    [Fact]
    public async Task Entries_go_by_id_by_attributes_and_all_only_where_that_is_said()
    {
        await using var server = await StartAsync();
        var id = await StoreAsync(server, "one", "1", """{"a": "x"}""");
        await StoreAsync(server, "two", "2", """{"a": "x", "b": "y"}""");
        await StoreAsync(server, "three", "3", "{}");
        await server.PostAsync("/v1/caches/c-2/entries", """{"prompt": "four", "response": "4"}""");

        var elsewhere = await DeleteAsync(server, $"/v1/caches/c-2/entries/{id}");
        await RefusedAsync(elsewhere, HttpStatusCode.NotFound, "/errors/entry/not-found");
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(server, $"{Entries}/{id}")).StatusCode);
        Assert.Equal(1, await DeletedAsync(server, Entries, """{"attributes": {"b": "y"}}"""));
        foreach (var body in (string[])["{}", """{"attributes": {}}"""])
            await RefusedAsync(await DeleteAsync(server, Entries, body), HttpStatusCode.BadRequest, "/errors/invalid-data");
        Assert.Equal(1, await DeletedAsync(server, Entries + "?confirm=all", "{}"));
        Assert.Equal(1, server.Entries);
        Assert.Equal(HttpStatusCode.NoContent, (await server.PostAsync("/v1/caches/c-2/flush", "")).StatusCode);
        Assert.Equal(0, server.Entries);
    }

    [Theory]
    [InlineData("/search", """{"prompt": ""}""")]
    [InlineData("/search", """{}""")]
    [InlineData("/search", """{"prompt": "a", "similarityThreshold": 1.1}""")]
    [InlineData("/search", """{"prompt": "a", "searchStrategies": []}""")]
    [InlineData("/search", """{"prompt": "a", "searchStrategies": ["fuzzy"]}""")]
    [InlineData("/search", """{"prompt": "a", "attributes": {"a b": "c"}}""")]
    [InlineData("/search", """{"prompt": "a", "attributes": {"a": "b,c"}}""")]
    [InlineData("/search", """{"prompt": "a", "attributes": {"a": 1}}""")]
    [InlineData("/search", """{"prompt": "a", "attributes": {"a":"1","b":"1","c":"1","d":"1","e":"1","f":"1"}}""")]
    [InlineData("", """{"prompt": "a"}""")]
    [InlineData("", """{"prompt": "a", "response": ""}""")]
    [InlineData("", """{"prompt": "a", "response": "b", "ttlMillis": 0}""")]
    [InlineData("", "[")]
    public async Task What_nobody_can_mean_is_refused_in_its_own_words(string path, string body)
    {
        await using var server = await StartAsync();
        await RefusedAsync(await server.PostAsync(Entries + path, body), HttpStatusCode.BadRequest, "/errors/invalid-data");
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task A_store_that_fails_is_a_dependency_that_failed()
    {
        await using var store = new Fixtures.FaultyStore(new MemoryEntryStore());
        await using var server = await StartAsync(store);
        store.Before = (_, _) => throw new IOException("disk full");
        var reply = await server.PostAsync(Entries, """{"prompt": "a", "response": "b"}""");
        await RefusedAsync(reply, HttpStatusCode.FailedDependency, "/errors/dependency");
    }

    [Fact]
    public async Task Where_it_is_not_listed_its_addresses_are_the_upstreams()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.PostAsync(Entries, """{"prompt": "a", "response": "b"}""");

        Assert.Single(upstream.Requests);
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public void The_two_scores_are_each_others_inverse()
    {
        Assert.Equal(0.8, new NormalizedCosine(0.9).ToCosine(), 1e-12);
        Assert.Equal(0.9, NormalizedCosine.Of(0.8).Value, 1e-12);
    }

    private static Task<RunningServer> StartAsync(IEntryStore? store = null) => RunningServer.StartAsync(
        configure: settings => settings.Server.Compatibility = [CompatibleApi.LangCache], store: store);

    private static async Task<string> StoreAsync(RunningServer server, string prompt, string response, string attributes)
    {
        var body = $$"""{"prompt": "{{prompt}}", "response": "{{response}}", "attributes": {{attributes}}}""";
        return (await PostAsync(server, Entries, body, HttpStatusCode.Created)).Text("entryId")!;
    }

    private static async Task<JsonElement[]> SearchAsync(RunningServer server, string prompt, string fields = "")
    {
        var reply = await PostAsync(server, $"{Entries}/search", $$"""{ {{fields}} "prompt": "{{prompt}}"}""", HttpStatusCode.OK);
        return [.. reply.GetProperty("data").EnumerateArray()];
    }

    private static async Task<JsonElement> PostAsync(RunningServer server, string path, string body, HttpStatusCode expected)
    {
        var reply = await server.PostAsync(path, body);
        Assert.True(expected == reply.StatusCode, await reply.TextAsync());
        return await reply.JsonAsync();
    }

    private static async Task<int> DeletedAsync(RunningServer server, string path, string body) =>
        (await (await DeleteAsync(server, path, body)).JsonAsync()).GetProperty("deletedEntriesCount").GetInt32();

    private static async Task<HttpResponseMessage> DeleteAsync(RunningServer server, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        if (body is not null)
            request.Content = new StringContent(body, null, "application/json");
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task RefusedAsync(HttpResponseMessage reply, HttpStatusCode status, string type)
    {
        Assert.True(status == reply.StatusCode, await reply.TextAsync());
        var error = await reply.JsonAsync();
        Assert.Equal((type, (int)status), (error.Text("type"), error.GetProperty("status").GetInt32()));
        Assert.False(string.IsNullOrEmpty(error.Text("title")) || string.IsNullOrEmpty(error.Text("detail")));
    }
}
