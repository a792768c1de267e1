using System.Text.Json;
using Likewise.Protocols;

namespace Likewise.Tests.Protocols;

/// <summary>Goal: what a chat stream says is recorded, and a recording's stream says the same.</summary>
public class ChatStreamTests
{
    private static readonly RecordedResponse Rich = new()
    {
        Choices =
        [
            new RecordedChoice(
                [
                    new ReasoningPart("Both are close.", null), new TextPart("The first — by “far”. 🎈"),
                    new ToolCallPart("call_1", "add", """{"a":1}"""), new ToolCallPart("call_2", "now", ""),
                ],
                FinishReason.ToolCalls),
            new RecordedChoice([new RefusalPart("I would rather not.")], FinishReason.Refusal),
        ],
        Model = "m-1",
        Usage = new TokenUsage(7, 9),
    };

    [Fact]
    public void A_recordings_stream_is_read_as_the_recording()
    {
        var (answer, lost) = Read(Write(Rich, withUsage: true));

        Assert.Equal((Rich, null), (answer, lost));
    }

    [Fact]
    public void Without_being_asked_for_the_usage_is_not_told()
    {
        var (answer, _) = Read(Write(Rich, withUsage: false));

        Assert.Equal(Rich with { Usage = default }, answer);
    }

    [Fact]
    public void Every_event_is_a_chunk_of_one_answer_and_each_choice_begins_with_its_role()
    {
        var chunks = Write(Rich, withUsage: true).Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[..^1]
            .Select(line => JsonElement.Parse(line["data: ".Length..])).ToArray();

        Assert.All(chunks, chunk => Assert.Equal(
            ("chatcmpl-1", "chat.completion.chunk", "m-1"),
            (Text(chunk, "id"), Text(chunk, "object"), Text(chunk, "model"))));
        foreach (var choice in chunks.SelectMany(chunk => chunk.GetProperty("choices").EnumerateArray())
            .GroupBy(choice => choice.GetProperty("index").GetInt32()))
            Assert.Equal("assistant", choice.First().GetProperty("delta").GetProperty("role").GetString());
    }

    /// <summary>A stream as OpenAI documents it: role first, a tool call by pieces, finish, usage, done.</summary>
    [Fact]
    public void A_services_stream_is_recorded()
    {
        var stream = string.Concat(
            Chunk(""" "choices":[{"index":0,"delta":{"role":"assistant","content":null},"logprobs":null}],"usage":null}"""),
            Chunk("""
                "choices":[{"index":0,"delta":{"tool_calls":[
                data: {"index":0,"id":"call_7","type":"function","function":{"name":"weather","arguments":""}}]}}]}
                """),
            Chunk(""" "choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\":"}}]}}]}"""),
            Chunk(""" "choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"Bern\"}"}}]}}]}"""),
            Chunk(""" "choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"""),
            Chunk(""" "choices":[],"usage":{"prompt_tokens":5,"completion_tokens":6,"total_tokens":11} }"""),
            "data: [DONE]\n\n");

        var (answer, lost) = Read(stream);

        Assert.Equal((null, "gpt-4o", new TokenUsage(5, 6)), (lost, answer.Model, answer.Usage));
        var choice = Assert.Single(answer.Choices);
        Assert.Equal(FinishReason.ToolCalls, choice.Finish);
        Assert.Equal([new ToolCallPart("call_7", "weather", """{"city":"Bern"}""")], choice.Parts);
    }

    [Theory]
    [InlineData("""{"error":{"message":"overloaded"}}""", "error")]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":"a"},"logprobs":{"content":[]}}]}""", "choices[0].logprobs")]
    [InlineData("""{"choices":[{"index":0,"delta":{"audio":{"id":"a"}}}]}""", "choices[0].delta.audio")]
    [InlineData("""{"choices":[{"index":0,"delta":{"function_call":{"name":"f"}}}]}""", "choices[0].delta.function_call")]
    [InlineData("""{"choices":[{"index":0,"delta":{},"finish_reason":"bored"}]}""", "choices[0].finish_reason")]
    public void What_a_recording_cannot_hold_is_named(string chunk, string path) =>
        Assert.Equal(path, Read(Event(chunk)).Lost);

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"choices":{} }""")]
    [InlineData("""{"choices":[{"delta":{"content":7}}]}""")]
    public void What_is_no_chunk_is_refused(string chunk) =>
        Assert.Throws<ProtocolException>(() => Read(Event(chunk)));

    private static string? Text(JsonElement chunk, string field) => chunk.GetProperty(field).GetString();

    private static string Chunk(string fields) =>
        Event("""{"id":"chatcmpl-9","object":"chat.completion.chunk","created":1,"model":"gpt-4o",""" + fields);

    private static string Event(string data) => $"data: {data}\n\n";

    private static string Write(RecordedResponse response, bool withUsage) =>
        (ChatRequest.Parse(ChatRequest.Write("m", "Hello")) with { WantsStreamUsage = withUsage }).Stream(response);

    private static (RecordedResponse Answer, string? Lost) Read(string stream) => WireProtocol.Chat.ReadStream(stream);
}
