using System.Net;

namespace Likewise.Tests.Server.CacheApi;

public sealed class LookupAndStoreTests
{
    [Fact]
    public async Task What_is_stored_is_found_by_the_same_words_and_by_others()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await server.StoreAsync(
            "How do I reset my password?", "Open Settings.",
            """ "tags": ["faq"], "usage": {"inputTokens": 7, "outputTokens": 3}, """);
        var same = await server.LookupAsync("How do I reset my password?");
        var alike = await server.LookupAsync("How can I reset my password?");

        Assert.Equal((true, "exact"), (same.GetProperty("hit").GetBoolean(), same.Text("tier")));
        Assert.Equal((true, "near"), (alike.GetProperty("hit").GetBoolean(), alike.Text("tier")));
        Assert.Equal("Open Settings.", alike.Text("response"));
        var entry = alike.GetProperty("entry");
        Assert.Equal((id, "faq"), (entry.Text("id"), entry.GetProperty("tags")[0].GetString()));
        Assert.Equal(7, entry.GetProperty("usage").GetProperty("inputTokens").GetInt32());
        Assert.InRange(alike.GetProperty("similarity").GetDouble(), 0.9, 1);
        Assert.Equal("stop", alike.GetProperty("recording").GetProperty("choices")[0].Text("finish") ?? "stop");
    }

    [Fact]
    public async Task A_miss_says_why_and_what_came_nearest()
    {
        await using var server = await RunningServer.StartAsync();
        var nothing = await server.LookupAsync("Why is the sky blue?");
        var id = await server.StoreAsync("What colour is the sea?", "Blue.");
        var miss = await server.LookupAsync("Why is the sky blue?");

        Assert.Equal("nothing-stored", nothing.Text("reason"));
        Assert.Equal((false, "not-similar"), (miss.GetProperty("hit").GetBoolean(), miss.Text("reason")));
        var nearest = miss.GetProperty("nearest");
        Assert.Equal((id, "threshold"), (nearest.GetProperty("entry").Text("id"), nearest.Text("rule")));
    }

    [Fact]
    public async Task Entries_are_shared_with_those_who_ask_a_model()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("Who are you?", "A cache.");
        var prompted = await server.PromptAsync("Who are you?");
        await server.StoreAsync("What is it?", "A test.", """ "model": "gpt-4o-mini", """);
        var chatted = await server.ChatAsync("What is it?");
        var chat = RunningServer.ChatBody("From chat?", "\"max_tokens\": 5,");
        await server.PostAsync("/v1/chat/completions", chat);
        var looked = await server.OkAsync("/lookup", $$"""{"chat": {{chat}}}""");

        Assert.Equal(("hit", "hit", true), (prompted.Cache(), chatted.Cache(), looked.GetProperty("hit").GetBoolean()));
    }

    [Fact]
    public async Task A_recording_is_stored_as_it_is()
    {
        await using var server = await RunningServer.StartAsync();
        await server.OkAsync("/store", """
            {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Weather?"}],
             "recording": {"choices": [{"parts": [{"kind": "tool_call", "id": "c1", "name": "weather", "arguments": "{}"}],
                           "finish": "ToolCalls"}], "model": "m", "usage": {"input_tokens": 1, "output_tokens": 2}}}
            """);
        var found = await server.OkAsync("/lookup", """
            {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Weather?"}]}
            """);

        var part = found.GetProperty("recording").GetProperty("choices")[0].GetProperty("parts")[0];
        Assert.Equal(("tool_call", "weather"), (part.Text("kind"), part.Text("name")));
    }

    [Fact]
    public async Task A_caller_tightens_and_never_loosens()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("How do I reset my password?", "Open Settings.");
        var tight = await server.LookupAsync("How can I reset my password?", "\"similarityMin\": 0.999,");
        var loose = await server.LookupAsync("Where is Paris?", "\"similarityMin\": -1,");
        var old = await server.LookupAsync("How do I reset my password?", "\"maxAgeSeconds\": 0,");

        Assert.Equal(("not-similar", "not-similar", "too-old"), (tight.Text("reason"), loose.Text("reason"), old.Text("reason")));
    }

    [Fact]
    public async Task Namespaces_are_apart()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("Who?", "In a.", "\"namespace\": \"a\",");

        Assert.True((await server.LookupAsync("Who?", "\"namespace\": \"a\",")).GetProperty("hit").GetBoolean());
        Assert.False((await server.LookupAsync("Who?", "\"namespace\": \"b\",")).GetProperty("hit").GetBoolean());
        Assert.False((await server.LookupAsync("Who?")).GetProperty("hit").GetBoolean());
    }

    [Theory]
    [InlineData(""" "recording": {"choices": [{"parts": [{"kind": "text", "text": "Cut"}], "finish": "Length"}]}""")]
    [InlineData(""" "recording": {"choices": []}""")]
    [InlineData(""" "response": "  " """)]
    public async Task An_answer_that_is_not_whole_is_not_stored(string answer)
    {
        var body = $$"""{"prompt": "q", {{answer}} }""";
        await using var server = await RunningServer.StartAsync();
        var problem = await (await server.PostAsync("/v1/cache/store", body)).ProblemAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("/problems/not-stored", problem.Text("type"));
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task A_store_that_fails_is_said_and_nothing_is_found()
    {
        await using var store = new Fixtures.FaultyStore(new MemoryEntryStore());
        await using var server = await RunningServer.StartAsync(store: store);
        store.Before = (call, _) => call == "write" ? throw new IOException("disk full at /secret") : Task.CompletedTask;
        var reply = await server.PostAsync("/v1/cache/store", """{"prompt": "q", "response": "a"}""");

        var problem = await reply.ProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
        Assert.False((await server.LookupAsync("q")).GetProperty("hit").GetBoolean());
    }
}
