using System.Text;
using Likewise.Protocols;
using Likewise.Tests.Lookup;
using Likewise.Tests.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Server;

/// <summary>Goal: one recorded answer serves every protocol, streamed or not.</summary>
public sealed class ProtocolsTests
{
    private const string Schema = """{"type":"object","properties":{"city":{"type":"string"}}}""";

    private static readonly RecordedResponse Said = new()
    {
        Choices =
        [
            new RecordedChoice(
                [new TextPart("Let me look — “Bern”. 🎈"), new ToolCallPart("call_1", "weather", """{"city":"Bern"}""")],
                FinishReason.ToolCalls),
        ],
        Model = "m-1",
        Usage = new TokenUsage(5, 7),
    };

    /// <summary>The same question in the words of each protocol.</summary>
    private static readonly Dictionary<WireProtocol, string> Questions = new()
    {
        [WireProtocol.Chat] = $$"""
            {"model": "m-1", "max_completion_tokens": 100, "temperature": 0, "n": 1, "tool_choice": "required",
             "tools": [{"type": "function", "function": {"name": "weather", "description": "d", "parameters": {{Schema}} } }],
             "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "How is it in Bern?"}]
            """,
        [WireProtocol.Responses] = $$"""
            {"model": "m-1", "max_output_tokens": 100, "temperature": 0, "tool_choice": "required", "truncation": "disabled",
             "tools": [{"type": "function", "name": "weather", "description": "d", "strict": false, "parameters": {{Schema}}}],
             "instructions": "Be brief.",
             "input": [{"role": "user", "content": [{"type": "input_text", "text": "How is it in Bern?"}]}]
            """,
        [WireProtocol.Messages] = $$"""
            {"model": "m-1", "max_tokens": 100, "temperature": 0, "tool_choice": {"type": "any"},
             "tools": [{"name": "weather", "description": "d", "input_schema": {{Schema}} }],
             "system": "Be brief.", "messages": [{"role": "user", "content": "How is it in Bern?"}]
            """,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool, string, bool> Pairs()
    {
        var pairs = new TheoryData<string, bool, string, bool>();
        foreach (var first in Questions.Keys)
        {
            foreach (var second in Questions.Keys)
            {
                pairs.Add(first.Path, false, second.Path, true);
                pairs.Add(first.Path, true, second.Path, false);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task What_was_asked_in_one_protocol_is_answered_in_another(
        string first, bool isFirstStreamed, string second, bool isSecondStreamed)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Saying(_ => Said);
        await using var server = await RunningServer.StartAsync(upstream);

        using var miss = await AskAsync(server, first, isFirstStreamed);
        Assert.Equal(("miss", Said), (miss.Cache(), await ReadAsync(miss, first)));
        await JoinTests.Until(() => server.Entries == 1);
        using var hit = await AskAsync(server, second, isSecondStreamed);
        Assert.Equal(("hit", Said), (hit.Cache(), await ReadAsync(hit, second)));
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task Who_asks_in_another_protocol_while_an_answer_comes_reads_it_as_it_comes()
    {
        var mayGoOn = new TaskCompletionSource();
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            var events = Wire.Events(Streamed(WireProtocol.Chat));
            for (var index = 0; index < events.Length; index++)
            {
                await context.Response.WriteAsync(events[index] + "\n\n", Token);
                await context.Response.Body.FlushAsync(Token);
                if (index == 1)
                    await mayGoOn.Task;
            }
        };
        await using var server = await RunningServer.StartAsync(upstream);

        using var leader = await AskAsync(server, WireProtocol.Chat.Path, isStreamed: true);
        using var follower = await AskAsync(server, WireProtocol.Messages.Path, isStreamed: true);
        var pieces = await follower.Content.ReadAsStreamAsync(Token);
        var begun = new byte["event: message_start".Length];
        await pieces.ReadExactlyAsync(begun, Token);
        Assert.Equal("event: message_start", Encoding.UTF8.GetString(begun));
        mayGoOn.SetResult();

        using var rest = new StreamReader(pieces);
        var read = Encoding.UTF8.GetString(begun) + await rest.ReadToEndAsync(Token);
        Assert.Equal((Said, null), WireProtocol.Messages.ReadStream(read));
        Assert.Equal(Said, await ReadAsync(leader, WireProtocol.Chat.Path));
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task An_answer_that_a_protocol_cannot_say_is_asked_for_anew()
    {
        var broken = Said with { Choices = [new([new ToolCallPart("call_1", "weather", "{oops")], FinishReason.ToolCalls)] };
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = context => context.Response.WriteAsync(
            context.Request.Path == "/v1/messages"
                ? Request(WireProtocol.Messages).Whole(Said)
                : Request(WireProtocol.Chat).Whole(broken));
        await using var server = await RunningServer.StartAsync(upstream);

        await AskAsync(server, WireProtocol.Chat.Path, isStreamed: false);
        using var other = await AskAsync(server, WireProtocol.Messages.Path, isStreamed: false);

        Assert.Equal(("bypass", Said), (other.Cache(), await ReadAsync(other, WireProtocol.Messages.Path)));
        Assert.Equal(2, upstream.Requests.Count);
    }

    [Theory]
    [InlineData("/v1/responses", """{"model": "m", "input": "Hello"}""", "This is a demo answer")]
    [InlineData("/v1/messages", """{"model": "m", "messages": [{"role": "user", "content": "Hi"}]}""", "This is a demo answer")]
    [InlineData("/v1/completions", """{"model": "m", "prompt": "Hello"}""", "This is a demo answer")]
    [InlineData("/v1/responses", """{"model": "m", "previous_response_id": "resp_1"}""", "The demo answers questions")]
    public async Task The_demo_speaks_every_protocol(string path, string body, string said)
    {
        await using var server = await RunningServer.StartAsync();
        using var reply = await server.PostAsync(path, body);

        Assert.Contains(said, await reply.TextAsync());
    }

    private static string Streamed(WireProtocol protocol) => Request(protocol).Stream(Said);

    private static WireRequest Request(WireProtocol protocol) => protocol.Request(Body(protocol, isStreamed: true));

    private static string Body(WireProtocol protocol, bool isStreamed)
    {
        var usage = isStreamed && protocol == WireProtocol.Chat ? ", \"stream_options\": {\"include_usage\": true}" : "";
        return Questions[protocol] + $", \"stream\": {(isStreamed ? "true" : "false")}{usage}}}";
    }

    private static async Task<HttpResponseMessage> AskAsync(RunningServer server, string path, bool isStreamed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1" + path)
        {
            Content = new StringContent(Body(ProtocolAt(path), isStreamed), Encoding.UTF8, "application/json"),
        };
        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    private static async Task<RecordedResponse> ReadAsync(HttpResponseMessage reply, string path)
    {
        var (protocol, text) = (ProtocolAt(path), await reply.TextAsync());
        var (answer, lost) = reply.Content.Headers.ContentType?.MediaType == "text/event-stream"
            ? protocol.ReadStream(text)
            : (protocol.Answer(text).Response, protocol.Answer(text).Lost);
        Assert.Null(lost);
        return answer;
    }

    private static WireProtocol ProtocolAt(string path) => WireProtocol.All.Single(protocol => protocol.Path == path);
}
