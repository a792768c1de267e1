using System.Globalization;
using System.Text.Json.Nodes;

namespace Likewise.Tests.Server;

public sealed class PromptEndpointTests
{
    private const string Asked = "How do I reset my password?";
    private const string InOtherWords = "How can I reset my password?";

    [Fact]
    public async Task A_first_question_goes_to_the_model_and_the_next_in_other_words_is_answered_from_the_cache()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);

        var first = await server.PromptAsync(Asked);
        var second = await server.PromptAsync(InOtherWords);

        Assert.Equal(
            """{"prompt":"How do I reset my password?","response":"From the model.","source":"llm"}""", await first.TextAsync());
        Assert.Equal(
            """{"prompt":"How can I reset my password?","response":"From the model.","source":"cache"}""",
            await second.TextAsync());
        Assert.Equal(("miss", "nothing-stored", "likewise; fwd=miss; stored"),
            (first.Cache(), first.Header("x-likewise-reason"), first.Header("Cache-Status")));
        Assert.Equal(("hit", "near", "likewise; hit; detail=near"),
            (second.Cache(), second.Header("x-likewise-tier"), second.Header("Cache-Status")?.Split("; ttl=")[0]));
        Assert.Equal(first.Header("x-likewise-entry"), second.Header("x-likewise-entry"));
        Assert.InRange(double.Parse(second.Header("x-likewise-similarity")!, CultureInfo.InvariantCulture), 0.90, 0.9999);
        Assert.NotNull(second.Headers.Age);
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task The_same_words_hit_exactly()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PromptAsync(Asked);
        var hit = await server.PromptAsync(Asked);

        Assert.Equal(
            ("hit", "exact", "1.0000"), (hit.Cache(), hit.Header("x-likewise-tier"), hit.Header("x-likewise-similarity")));
    }

    [Fact]
    public async Task The_model_is_asked_for_the_configured_model_with_the_prompt()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream, settings => settings.Upstream.Model = "my-model");
        await server.PromptAsync("Grüße 🙂");

        var sent = Assert.Single(upstream.Requests);
        Assert.Equal("/v1/chat/completions", sent.Path);
        Assert.Equal(
            """{"model":"my-model","messages":[{"role":"user","content":"Gr\u00FC\u00DFe \uD83D\uDE42"}]}""",
            JsonNode.Parse(sent.Body)!.ToJsonString());
    }

    [Fact]
    public async Task Both_endpoints_share_their_answers()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.ChatAsync(Asked);
        var hit = await server.PromptAsync(InOtherWords);

        Assert.Equal("hit", hit.Cache());
    }

    [Fact]
    public async Task Without_an_upstream_the_demo_answers_and_says_so()
    {
        await using var server = await RunningServer.StartAsync();
        var answer = (await (await server.PromptAsync(Asked)).JsonAsync()).GetProperty("response").GetString();

        Assert.StartsWith("This is a demo answer", answer, StringComparison.Ordinal);
        Assert.Contains(Asked, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_more_than_a_recording_holds_is_given_but_not_stored()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Json(200, ScriptedUpstream.Completion.Replace("[]", "[{\"type\":\"url_citation\"}]"));
        await using var server = await RunningServer.StartAsync(upstream);
        var reply = await server.PromptAsync(Asked);

        Assert.Equal("From the model.", (await reply.JsonAsync()).GetProperty("response").GetString());
        Assert.Equal(0, server.Entries);
    }
}
