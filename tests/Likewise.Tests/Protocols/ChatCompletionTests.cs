using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Likewise.Protocols;

namespace Likewise.Tests.Protocols;

public sealed class ChatCompletionTests
{
    private static readonly DateTimeOffset Created = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void An_answer_is_read_whole()
    {
        var completion = Parse("""
            {
              "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "gpt-4o-2024", "system_fingerprint": "fp",
              "choices": [
                {"index": 1, "message": {"role": "assistant", "content": "Two"}, "finish_reason": "length"},
                {"index": 0, "message": {"role": "assistant", "content": "One", "refusal": null, "annotations": []},
                 "logprobs": null, "finish_reason": "stop"}
              ],
              "usage": {"prompt_tokens": 12, "completion_tokens": 34, "total_tokens": 46}
            }
            """);

        Assert.Null(completion.Lost);
        Assert.Equal("gpt-4o-2024", completion.Response.Model);
        Assert.Equal(new TokenUsage(12, 34), completion.Response.Usage);
        Assert.Equal("One", completion.Response.Text);
        Assert.Equal([FinishReason.Stop, FinishReason.Length], completion.Response.Choices.Select(choice => choice.Finish));
    }

    [Theory]
    [InlineData("stop", FinishReason.Stop)]
    [InlineData("tool_calls", FinishReason.ToolCalls)]
    [InlineData("length", FinishReason.Length)]
    [InlineData("content_filter", FinishReason.ContentFilter)]
    public void A_finish_reason_is_known_by_its_name(string name, FinishReason expected)
    {
        var body = $$"""{"choices": [{"message": {"content": "x"}, "finish_reason": "{{name}}"}]}""";

        Assert.Equal(expected, Parse(body).Response.Choices[0].Finish);
    }

    [Fact]
    public void A_refusal_is_a_whole_answer()
    {
        const string Body = """{"choices": [{"message": {"content": null, "refusal": "No."}, "finish_reason": "stop"}]}""";
        var choice = Parse(Body).Response.Choices[0];

        Assert.Equal(FinishReason.Refusal, choice.Finish);
        Assert.Equal(new RefusalPart("No."), Assert.Single(choice.Parts));
    }

    [Theory]
    [InlineData("""{"message": {"content": "x", "audio": {"id": "a"}}, "finish_reason": "stop"}""", "choices[0].message.audio")]
    [InlineData("""{"message": {"annotations": [{}]}, "finish_reason": "stop"}""", "choices[0].message.annotations")]
    [InlineData("""{"message": {"content": "x", "images": [1]}, "finish_reason": "stop"}""", "choices[0].message.images")]
    [InlineData("""{"message": {"content": "x", "role": "critic"}, "finish_reason": "stop"}""", "choices[0].message.role")]
    [InlineData("""{"message": {"content": "x"}, "finish_reason": "function_call"}""", "choices[0].finish_reason")]
    [InlineData("""{"message": {"function_call": {"a": 1}}, "finish_reason": "stop"}""", "choices[0].message.function_call")]
    [InlineData("""{"message": {"tool_calls": [{"type": "x"}]}, "finish_reason": "stop"}""", "choices[0].message.tool_calls")]
    [InlineData("""{"message": {"content": "x"}, "logprobs": {"content": []}, "finish_reason": "stop"}""", "choices[0].logprobs")]
    [InlineData("""{"message": {"content": "x"}, "finish_reason": null}""", "choices[0].finish_reason")]
    public void What_a_recording_cannot_hold_is_named(string choice, string lost) =>
        Assert.Equal(lost, Parse($$"""{"choices": [{{choice}}]}""").Lost);

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"choices": []}""")]
    [InlineData("""{"choices": [{}]}""")]
    [InlineData("""{"choices": [{"message": {"content": 1}, "finish_reason": "stop"}]}""")]
    [InlineData("""{"choices": [{"message": {"tool_calls": [{"type": "function"}]}, "finish_reason": "tool_calls"}]}""")]
    [InlineData("""{"choices": [{"message": {"content": "x"}, "finish_reason": "stop"}], "usage": {"prompt_tokens": "many"}}""")]
    public void A_body_that_is_no_answer_is_refused(string body) => Assert.Throws<ProtocolException>(() => Parse(body));

    [Fact]
    public void An_answer_is_written_in_the_protocols_shape()
    {
        var response = new RecordedResponse
        {
            Choices = [new RecordedChoice([new ToolCallPart("c1", "weather", """{"city":"Bern"}""")], FinishReason.ToolCalls)],
            Usage = new TokenUsage(3, 4),
            Model = "m",
        };
        var expected = """
            {"id":"chatcmpl-7","object":"chat.completion","created":1700000000,"model":"m","choices":[{"index":0,"message":
            {"role":"assistant","content":null,"refusal":null,"tool_calls":[{"id":"c1","type":"function","function":
            {"name":"weather","arguments":"{\"city\":\"Bern\"}"}}]},"logprobs":null,"finish_reason":"tool_calls"}],
            "usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}
            """.ReplaceLineEndings("");

        Assert.Equal(expected, Encoding.UTF8.GetString(Write(response)));
    }

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var text = ArbMap.Default.GeneratorFor<NonEmptyString>().Select(value => Valid(value.Get));
        var part = Gen.OneOf(
            text.Select(RecordedPart (value) => new TextPart(value)),
            text.Select(RecordedPart (value) => new ReasoningPart(value, null)),
            text.Select(RecordedPart (value) => new RefusalPart(value)));
        var tool = from id in text from name in text from arguments in text select new ToolCallPart(id, name, arguments);
        var choice =
            from parts in part.ArrayOf()
            from tools in tool.ArrayOf()
            from finish in Gen.Elements(
                FinishReason.Stop, FinishReason.ToolCalls, FinishReason.Length, FinishReason.ContentFilter)
            select Settle([.. parts.DistinctBy(item => item.GetType()).OrderBy(Rank), .. tools], finish);
        var responses =
            from choices in choice.NonEmptyListOf()
            from model in text
            select new RecordedResponse { Choices = [.. choices], Model = model, Usage = new TokenUsage(5, 6) };

        Prop.ForAll(responses.ToArbitrary(), response =>
        {
            var read = WireProtocol.Chat.ParseAnswer(Write(response), ProtocolLimits.Default);
            return read.Lost is null && read.Response.Model == response.Model && read.Response.Usage == response.Usage
                && read.Response.Choices.Zip(response.Choices).All(pair =>
                    pair.First.Finish == pair.Second.Finish && pair.First.Parts.SequenceEqual(pair.Second.Parts));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_error_is_written_in_the_protocols_shape() => Assert.Equal(
        """{"error":{"message":"'n' is 0.","type":"invalid_request_error","param":"n","code":null}}""",
        Encoding.UTF8.GetString(new ChatError("'n' is 0.", "invalid_request_error", "n", null).ToJson()));

    private static RecordedChoice Settle(RecordedPart[] parts, FinishReason finish) =>
        new(parts, finish == FinishReason.Stop && parts.Any(part => part is RefusalPart) ? FinishReason.Refusal : finish);

    /// <summary>The protocol has one place for each kind of text, and so an order.</summary>
    private static int Rank(RecordedPart part) => part switch
    {
        ReasoningPart => 0,
        TextPart => 1,
        _ => 2,
    };

    /// <summary>Text as it can come over the wire: no half surrogate pairs.</summary>
    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static WireAnswer Parse(string body) =>
        WireProtocol.Chat.ParseAnswer(Encoding.UTF8.GetBytes(body), ProtocolLimits.Default);

    private static byte[] Write(RecordedResponse response)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ChatRequest.Parse(ChatRequest.Write("m", "Hello")).WriteAnswer(buffer, response, new AnswerHead("7", Created));
        using var _ = JsonDocument.Parse(buffer.WrittenMemory);
        return buffer.WrittenSpan.ToArray();
    }
}
