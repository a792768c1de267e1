using System.Net;
using System.Text;

namespace Likewise.Tests.Server;

public sealed class ChatEndpointTests
{
    private const string Asked = "How do I reset my password?";
    private const string InOtherWords = "How can I reset my password?";

    [Fact]
    public async Task A_request_in_other_words_is_answered_from_the_cache_in_the_protocols_shape()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var miss = await server.ChatAsync(Asked);
        var hit = await server.ChatAsync(InOtherWords);

        Assert.Equal(("miss", "hit", "near"), (miss.Cache(), hit.Cache(), hit.Header("x-likewise-tier")));
        var answer = await hit.JsonAsync();
        Assert.StartsWith("chatcmpl-", answer.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal("chat.completion", answer.GetProperty("object").GetString());
        Assert.Equal("m-1", answer.GetProperty("model").GetString());
        var choice = answer.GetProperty("choices")[0];
        Assert.Equal("From the model.", choice.GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
        Assert.Equal(9, answer.GetProperty("usage").GetProperty("total_tokens").GetInt32());
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task The_demo_gives_as_many_choices_as_are_asked_for_and_refuses_too_many()
    {
        await using var server = await RunningServer.StartAsync();
        var one = (await (await server.ChatAsync(Asked)).JsonAsync()).GetProperty("usage").GetProperty("completion_tokens");
        var three = await (await server.ChatAsync(Asked, "\"n\": 3,")).JsonAsync();
        var again = await server.ChatAsync(Asked, "\"n\": 3,");

        var choices = three.GetProperty("choices").EnumerateArray();
        Assert.Equal([0, 1, 2], choices.Select(choice => choice.GetProperty("index").GetInt32()));
        Assert.Equal(3 * one.GetInt32(), three.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        Assert.Equal("hit", again.Cache());
        Assert.Equal(3, (await again.JsonAsync()).GetProperty("choices").GetArrayLength());

        var error = await (await server.ChatAsync(Asked, "\"n\": 5000000000,")).ErrorAsync(HttpStatusCode.BadRequest);
        Assert.Equal("n", error.GetProperty("param").GetString());
        Assert.Equal(2, server.Entries);
    }

    [Fact]
    public async Task On_a_miss_request_and_answer_pass_byte_for_byte()
    {
        const string Body = """
            { "messages" : [ {"content":"Gr\u00fc\u00dfe","role":"user"} ],
              "model":"m", "user": "u-1" , "temperature" : 0.0 }
            """;
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var reply = await server.PostAsync("/v1/chat/completions", Body);

        Assert.Equal(Body, Encoding.UTF8.GetString(Assert.Single(upstream.Requests).Body));
        Assert.Equal(ScriptedUpstream.Completion, await reply.TextAsync());
    }

    [Theory]
    [InlineData("\"user\": \"someone else\", \"metadata\": {\"a\": \"b\"},", "hit")]
    [InlineData("\"n\": null,", "hit")]
    [InlineData("\"top_p\": 0.5,", "miss")]
    [InlineData("\"tomorrows_field\": true,", "miss")]
    [InlineData("\"response_format\": {\"type\": \"json_object\"},", "miss")]
    [InlineData("\"seed\": 1,", "miss")]
    [InlineData("\"temperature\": 1,", "miss")]
    [InlineData("\"n\": 2,", "miss")]
    public async Task An_answer_is_shared_only_where_nothing_that_matters_differs(string fields, string expected)
    {
        await using var server = await RunningServer.StartAsync();
        await server.ChatAsync(Asked);

        Assert.Equal(expected, (await server.ChatAsync(InOtherWords, fields)).Cache());
    }

    [Fact]
    public async Task Another_model_or_another_history_is_another_scope()
    {
        await using var server = await RunningServer.StartAsync();
        await server.ChatAsync(Asked);
        var otherModel = await server.PostAsync(
            "/v1/chat/completions", RunningServer.ChatBody(Asked).Replace("gpt-4o-mini", "gpt-4o"));
        var otherHistory = await server.PostAsync(
            "/v1/chat/completions",
            RunningServer.ChatBody(Asked).Replace("[{", """[{"role": "system", "content": "Be brief."}, {"""));

        Assert.Equal(("miss", "miss"), (otherModel.Cache(), otherHistory.Cache()));
        Assert.Equal(3, server.Entries);
    }

    [Fact]
    public async Task A_request_with_an_image_is_answered_by_the_same_request_alone()
    {
        const string Body = """
            {"model": "m", "messages": [{"role": "user", "content": [{"type": "text", "text": "What is this?"},
            {"type": "image_url", "image_url": {"url": "https://example.com/cat.png"}}]}]}
            """;
        await using var server = await RunningServer.StartAsync();
        await server.PostAsync("/v1/chat/completions", Body);
        var same = await server.PostAsync("/v1/chat/completions", Body);
        var otherImage = await server.PostAsync("/v1/chat/completions", Body.Replace("cat", "dog"));
        var otherWords = await server.PostAsync("/v1/chat/completions", Body.Replace("What is", "What's"));

        Assert.Equal(("hit", "exact"), (same.Cache(), same.Header("x-likewise-tier")));
        Assert.Equal(("miss", "exact-only"), (otherImage.Cache(), otherImage.Header("x-likewise-reason")));
        Assert.Equal("miss", otherWords.Cache());
    }

    [Theory]
    [InlineData("\"logprobs\": true,", "", "bypassed")]
    [InlineData("", "?api-version=1", "query")]
    public async Task What_cannot_be_replayed_bypasses_the_cache(string fields, string query, string reason)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        for (var round = 0; round < 2; round++)
        {
            var reply = await server.PostAsync("/v1/chat/completions" + query, RunningServer.ChatBody(Asked, fields));

            Assert.Equal(
                (HttpStatusCode.OK, "bypass", reason), (reply.StatusCode, reply.Cache(), reply.Header("x-likewise-reason")));
            Assert.Equal(ScriptedUpstream.Completion, await reply.TextAsync());
        }

        Assert.Equal(2, upstream.Requests.Count);
        Assert.EndsWith(query, upstream.Requests.First().Path, StringComparison.Ordinal);
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task A_prompt_too_long_for_the_cache_still_reaches_the_model()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var reply = await server.ChatAsync(new string('x', 1_000_000));

        Assert.Equal((HttpStatusCode.OK, "bypass"), (reply.StatusCode, reply.Cache()));
        Assert.Contains("at most 32768 are cached", reply.Header("Cache-Status"), StringComparison.Ordinal);
        Assert.True(Assert.Single(upstream.Requests).Body.Length > 1_000_000);
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task Tool_calls_are_replayed_as_they_were_recorded()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Json(200, """
            {"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"c1",
            "type":"function","function":{"name":"weather","arguments":"{\"city\": \"Bern\"}"}}]},"finish_reason":"tool_calls"}]}
            """);
        await using var server = await RunningServer.StartAsync(upstream);
        await server.ChatAsync("What is the weather in Bern?");
        var hit = await server.ChatAsync("What is the weather in Bern?");

        Assert.Equal("hit", hit.Cache());
        var choice = (await hit.JsonAsync()).GetProperty("choices")[0];
        Assert.Equal("tool_calls", choice.GetProperty("finish_reason").GetString());
        var function = choice.GetProperty("message").GetProperty("tool_calls")[0].GetProperty("function");
        Assert.Equal("""{"city": "Bern"}""", function.GetProperty("arguments").GetString());
    }
}
