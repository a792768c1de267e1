using Likewise.Protocols;

namespace Likewise.Tests.Protocols;

/// <summary>Goal: what Anthropic's answers say is recorded, whole or streamed; what a recording cannot hold is noticed.</summary>
public sealed class MessagesAnswerTests
{
    private static readonly RecordedResponse Rich = new()
    {
        Choices =
        [
            new RecordedChoice(
                [
                    new ReasoningPart("Both are close.", "c2ln"), new ReasoningPart("Or are they?", null),
                    new TextPart("The first — by “far”. 🎈"),
                    new ToolCallPart("t_1", "add", """{"a":1}"""), new ToolCallPart("t_2", "now", "{}"),
                ],
                FinishReason.ToolCalls),
        ],
        Model = "claude-x",
        Usage = new TokenUsage(7, 9) { CachedInputTokens = 3 },
    };

    private static readonly WireRequest Asked =
        WireProtocol.Messages.Request("""{"messages": [{"role": "user", "content": "Hello"}]}""");

    [Fact]
    public void A_recording_is_read_back_as_itself_whole_and_streamed()
    {
        var stopped = Rich with { Choices = [new([new TextPart("A")], FinishReason.Stop) { StopSequence = "END" }] };
        foreach (var response in new[] { Rich, stopped })
        {
            Assert.Equal(new WireAnswer(response, null), WireProtocol.Messages.Answer(Asked.Whole(response)));
            Assert.Equal((response, null), WireProtocol.Messages.ReadStream(Asked.Stream(response)));
        }
    }

    [Fact]
    public void In_a_stream_every_block_that_begins_ends_before_the_next()
    {
        var open = -1;
        foreach (var part in Wire.Data(Asked.Stream(Rich)))
        {
            var index = part.TryGetProperty("index", out var at) ? at.GetInt32() : -1;
            switch (part.GetProperty("type").GetString())
            {
                case "content_block_start":
                    Assert.Equal(-1, open);
                    open = index;
                    break;
                case "content_block_delta":
                    Assert.Equal(open, index);
                    break;
                case "content_block_stop":
                    Assert.Equal(open, index);
                    open = -1;
                    break;
                case "message_delta":
                    Assert.Equal(-1, open);
                    break;
            }
        }

        Assert.StartsWith("event: message_start\n", Asked.Stream(Rich), StringComparison.Ordinal);
        Assert.EndsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", Asked.Stream(Rich));
    }

    [Theory]
    [InlineData("""{"type":"text","text":"A","citations":[{"type":"char_location"}]}""", "content[0].citations")]
    [InlineData("""{"type":"redacted_thinking","data":"x"}""", "content[0].data")]
    [InlineData("""{"type":"server_tool_use","id":"s","name":"web_search","input":{}}""", "content[0].id")]
    [InlineData("""{"type":"tool_use","id":"s","name":"f","input":{},"caller":{"type":"code_execution"}}""", "content[0].caller")]
    public void What_a_recording_cannot_hold_is_named_whole_and_streamed(string block, string lost)
    {
        var whole = $$"""{"content":[{{block}}],"stop_reason":"end_turn"}""";
        var streamed = $$"""data: {"type":"content_block_start","index":0,"content_block":{{block}}}""" + "\n\n";

        Assert.Equal(lost, WireProtocol.Messages.Answer(whole).Lost);
        Assert.Equal(lost.Replace("content[0]", "content_block"), WireProtocol.Messages.ReadStream(streamed).Lost);
    }

    [Theory]
    [InlineData("end_turn", FinishReason.Stop, null)]
    [InlineData("max_tokens", FinishReason.Length, null)]
    [InlineData("refusal", FinishReason.Refusal, null)]
    [InlineData("pause_turn", FinishReason.Unknown, "stop_reason")]
    public void Why_it_ended_is_read(string reason, FinishReason finish, string? lost)
    {
        var answer = WireProtocol.Messages.Answer($$"""{"content":[{"type":"text","text":"A"}],"stop_reason":"{{reason}}"}""");

        Assert.Equal((finish, lost), (answer.Response.Choices[0].Finish, answer.Lost));
    }

    [Fact]
    public void An_error_in_a_stream_is_noticed() => Assert.Equal(
        "error", WireProtocol.Messages.ReadStream("event: error\ndata: {\"type\":\"error\",\"error\":{}}\n\n").Lost);

    [Fact]
    public void Answers_that_this_protocol_cannot_say_are_known_beforehand()
    {
        RecordedResponse broken = new() { Choices = [new([new ToolCallPart("t", "f", "{oops")], FinishReason.ToolCalls)] };
        RecordedResponse several = new() { Choices = [.. Rich.Choices, .. Rich.Choices] };

        Assert.Null(Asked.ObjectionTo(Rich));
        Assert.NotNull(Asked.ObjectionTo(broken));
        Assert.NotNull(Asked.ObjectionTo(several));
    }

    [Fact]
    public void A_call_that_goes_on_after_another_has_begun_cannot_be_said() =>
        Assert.Throws<ProtocolException>(() => Asked.Stream(
        [
            new ToolCallDelta(0, 0, "a", "f", ""), new ToolCallDelta(0, 1, "b", "g", ""),
            new ToolCallDelta(0, 0, null, null, "{}"),
        ]));
}
