using Anthropic;
using Anthropic.Models.Messages;
using Likewise.Tests.Lookup;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Server;

/// <summary>Goal: Anthropic's own .NET client sees no difference whether model or cache answers, whole or streamed.</summary>
public sealed class AnthropicClientTests
{
    private const string Whole = """
        {"id":"msg_up","type":"message","role":"assistant","model":"claude-x","container":null,"stop_details":null,"content":[
        {"type":"thinking","thinking":"Bern is in Switzerland.","signature":"c2ln"},
        {"type":"text","text":"Let me look.","citations":null},
        {"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Bern"},"caller":{"type":"direct"}}],
        "stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":5,"cache_creation_input_tokens":0,
        "cache_read_input_tokens":2,"output_tokens":7,"service_tier":"standard"}}
        """;

    private static readonly string Stream = string.Concat(
        Event("message_start", """
            {"message":{"id":"msg_up","type":"message","role":"assistant","model":"claude-x","content":[],"stop_reason":null,
            data: "stop_sequence":null,"usage":{"input_tokens":5,"cache_read_input_tokens":2,"output_tokens":1}}}
            """),
        Event("content_block_start", """{"index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}"""),
        Event("ping", "{}"),
        Event("content_block_delta", """{"index":0,"delta":{"type":"thinking_delta","thinking":"Bern is in Switzerland."}}"""),
        Event("content_block_delta", """{"index":0,"delta":{"type":"signature_delta","signature":"c2ln"}}"""),
        Event("content_block_stop", """{"index":0}"""),
        Event("content_block_start", """{"index":1,"content_block":{"type":"text","text":""}}"""),
        Event("content_block_delta", """{"index":1,"delta":{"type":"text_delta","text":"Let me "}}"""),
        Event("content_block_delta", """{"index":1,"delta":{"type":"text_delta","text":"look."}}"""),
        Event("content_block_stop", """{"index":1}"""),
        Event("content_block_start", """
            {"index":2,"content_block":{"type":"tool_use","id":"toolu_1","name":"weather","input":{},
            data: "caller":{"type":"direct"}}}
            """),
        Event("content_block_delta", """{"index":2,"delta":{"type":"input_json_delta","partial_json":""}}"""),
        Event("content_block_delta", """{"index":2,"delta":{"type":"input_json_delta","partial_json":"{\"city\":\"Bern\"}"}}"""),
        Event("content_block_stop", """{"index":2}"""),
        Event("message_delta", """{"delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":7}}"""),
        Event("message_stop", "{}"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_whole_answer_is_the_same_from_the_cache()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Json(200, Whole);
        await using var server = await RunningServer.StartAsync(upstream);
        using var client = ClientOf(server);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var answer = await client.Messages.Create(Question(), Token);
            answer.Validate();

            Assert.Equal(("claude-x", "tool_use"), (answer.Model.Raw(), answer.StopReason!.Raw()));
            Assert.True(answer.Content[0].TryPickThinking(out var thought) && answer.Content[1].TryPickText(out var text)
                && answer.Content[2].TryPickToolUse(out var call) && text.Text == "Let me look."
                && (call.ID, call.Name, call.Input["city"].GetString()) == ("toolu_1", "weather", "Bern")
                && (thought.Thinking, thought.Signature) == ("Bern is in Switzerland.", "c2ln"));
            Assert.Equal((5, 2, 7), (answer.Usage.InputTokens, answer.Usage.CacheReadInputTokens, answer.Usage.OutputTokens));
        }

        Assert.Single(upstream.Requests);
        var sent = upstream.Requests.First();
        Assert.Equal(("/v1/messages", "Bearer any"), (sent.Path, sent.Headers["Authorization"]));
        Assert.True(sent.Headers.ContainsKey("anthropic-version"));
    }

    [Fact]
    public async Task The_operators_key_goes_where_anthropic_looks_for_it_and_the_callers_goes_nowhere()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Json(200, Whole);
        await using var server = await RunningServer.StartAsync(upstream, settings => settings.Upstream.ApiKey = "operators");
        using var client = ClientOf(server);

        _ = await client.Messages.Create(Question(), Token);

        var headers = upstream.Requests.Single().Headers;
        Assert.Equal("operators", headers["x-api-key"]);
        Assert.True(headers.ContainsKey("anthropic-version") && !headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task A_streamed_answer_is_the_same_from_the_cache_and_serves_whoever_wants_it_whole()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(Stream);
        };
        await using var server = await RunningServer.StartAsync(upstream);
        using var client = ClientOf(server);

        var first = await ReadAsync(client);
        await JoinTests.Until(() => server.Entries == 1);
        var second = await ReadAsync(client);
        var whole = await client.Messages.Create(Question(), Token);

        string[] expected =
        [
            "claude-x 5", "thinking Bern is in Switzerland.", "signature c2ln", "text Let me look.",
            "tool toolu_1 weather", """input {"city":"Bern"}""", "end tool_use 7",
        ];
        Assert.Equal(expected, first);
        Assert.Equal(expected, second);
        Assert.Equal(3, whole.Content.Count);
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task An_error_of_this_server_is_one_that_the_client_knows()
    {
        await using var server = await RunningServer.StartAsync();
        using var reply = await server.PostAsync("/v1/messages", """{"model": "claude-x", "messages": []}""");

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, reply.StatusCode);
        var error = await reply.JsonAsync();
        Assert.Equal("error", error.GetProperty("type").GetString());
        Assert.Equal("invalid_request_error", error.GetProperty("error").GetProperty("type").GetString());
        Assert.StartsWith("'messages' is empty", error.GetProperty("error").GetProperty("message").GetString());
    }

    private static string Event(string type, string members) =>
        $"event: {type}\ndata: {{\"type\":\"{type}\"{(members == "{}" ? "" : ",")}{members.Trim()[1..]}\n\n";

    private static AnthropicClient ClientOf(RunningServer server) => new()
    {
        ApiKey = "any", BaseUrl = server.Client.BaseAddress!.ToString().TrimEnd('/'), MaxRetries = 0,
    };

    private static MessageCreateParams Question() => new()
    {
        Model = "claude-x", MaxTokens = 1024, Messages = [new UserMessageParam { Content = "How is it in Bern?" }],
    };

    private static async Task<List<string>> ReadAsync(AnthropicClient client)
    {
        var said = new List<string>();
        await foreach (var part in client.Messages.CreateStreaming(Question(), Token))
        {
            part.Validate();
            if (part.TryPickStart(out var start))
                said.Add($"{start.Message.Model.Raw()} {start.Message.Usage.InputTokens}");
            else if (part.TryPickContentBlockStart(out var block) && block.ContentBlock.TryPickToolUse(out var call))
                said.Add($"tool {call.ID} {call.Name}");
            else if (part.TryPickContentBlockDelta(out var delta))
                Add(said, delta.Delta);
            else if (part.TryPickDelta(out var end))
                said.Add($"end {end.Delta.StopReason!.Raw()} {end.Usage.OutputTokens}");
        }

        return said;
    }

    /// <summary>However a text is cut into pieces, it is one.</summary>
    private static void Add(List<string> said, RawContentBlockDelta delta)
    {
        var (kind, text) = delta.TryPickText(out var words) ? ("text ", words.Text)
            : delta.TryPickThinking(out var thought) ? ("thinking ", thought.Thinking)
            : delta.TryPickSignature(out var proof) ? ("signature ", proof.Signature)
            : delta.TryPickInputJson(out var json) ? ("input ", json.PartialJson) : ("", "");
        if (said[^1].StartsWith(kind, StringComparison.Ordinal))
            said[^1] += text;
        else if (text.Length > 0)
            said.Add(kind + text);
    }
}
