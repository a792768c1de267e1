using Likewise.Protocols;

namespace Likewise.Tests.Protocols;

/// <summary>Goal: what OpenAI's responses say is recorded, whole or streamed; what a recording cannot hold is noticed.</summary>
public sealed class ResponsesAnswerTests
{
    private static readonly RecordedResponse Rich = new()
    {
        Choices =
        [
            new RecordedChoice(
                [
                    new ReasoningPart("Both are close.", "c2ln"), new ReasoningPart("Or are they?", null),
                    new TextPart("The first — by “far”. 🎈"),
                    new ToolCallPart("call_1", "add", """{"a":1}"""), new ToolCallPart("call_2", "now", ""),
                ],
                FinishReason.ToolCalls),
        ],
        Model = "gpt-x",
        Usage = new TokenUsage(7, 9) { CachedInputTokens = 3, ReasoningTokens = 2 },
    };

    private static readonly WireRequest Asked = WireProtocol.Responses.Request(
        """{"input": "Hello", "temperature": 0.5, "tools": [{"type": "function", "name": "add"}]}""");

    [Fact]
    public void A_recording_is_read_back_as_itself_whole_and_streamed()
    {
        var refused = Rich with { Choices = [new([new RefusalPart("I would rather not.")], FinishReason.Refusal)] };
        foreach (var response in new[] { Rich, refused })
        {
            Assert.Equal(new WireAnswer(response, null), WireProtocol.Responses.Answer(Asked.Whole(response)));
            Assert.Equal((response, null), WireProtocol.Responses.ReadStream(Asked.Stream(response)));
        }
    }

    [Fact]
    public void An_answer_repeats_what_it_was_asked_for()
    {
        var answer = System.Text.Json.JsonElement.Parse(Asked.Whole(Rich));

        Assert.Equal(("resp_1", 0.5), (answer.GetProperty("id").GetString(), answer.GetProperty("temperature").GetDouble()));
        Assert.Equal("add", answer.GetProperty("tools")[0].GetProperty("name").GetString());
        Assert.Equal("disabled", answer.GetProperty("truncation").GetString());
    }

    [Fact]
    public void A_streams_events_are_counted_and_end_with_the_whole_answer()
    {
        var events = Wire.Data(Asked.Stream(Rich));

        Assert.Equal(Enumerable.Range(0, events.Length), events.Select(part => part.GetProperty("sequence_number").GetInt32()));
        Assert.Equal("response.completed", events[^1].GetProperty("type").GetString());
        Assert.Equal(
            new WireAnswer(Rich, null), WireProtocol.Responses.Answer(events[^1].GetProperty("response").GetRawText()));
        Assert.Equal(
            events.Count(part => part.GetProperty("type").GetString() == "response.output_item.added"),
            events.Count(part => part.GetProperty("type").GetString() == "response.output_item.done"));
    }

    [Theory]
    [InlineData("""{"type":"web_search_call","id":"ws_1","status":"completed"}""", "")]
    [InlineData("""{"type":"message","role":"assistant","content":[],"phase":"commentary"}""", ".phase")]
    [InlineData("""{"type":"message","role":"assistant","content":[{"type":"output_text","text":"A","annotations":[{}]}]}""",
        ".content[0].annotations")]
    [InlineData("""{"type":"message","role":"assistant","content":[{"type":"output_audio"}]}""", ".content[0]")]
    public void What_a_recording_cannot_hold_is_named_whole_and_streamed(string item, string lost)
    {
        var whole = $$"""{"status":"completed","output":[{{item}}]}""";
        var streamed = $$"""data: {"type":"response.output_item.done","output_index":0,"item":{{item}}}""" + "\n\n";

        Assert.Equal("output[0]" + lost, WireProtocol.Responses.Answer(whole).Lost);
        Assert.Equal("item" + lost, WireProtocol.Responses.ReadStream(streamed).Lost);
    }

    [Theory]
    [InlineData(""" "status":"completed" """, FinishReason.Stop, null)]
    [InlineData(""" "status":"incomplete","incomplete_details":{"reason":"max_output_tokens"} """, FinishReason.Length, null)]
    [InlineData(""" "status":"incomplete","incomplete_details":{"reason":"content_filter"} """, FinishReason.ContentFilter, null)]
    [InlineData(""" "status":"failed","error":{"code":"server_error"} """, FinishReason.Interrupted, "error")]
    [InlineData(""" "status":"in_progress" """, FinishReason.Interrupted, "status")]
    public void Why_it_ended_is_read(string fields, FinishReason finish, string? lost)
    {
        const string Said = """{"type":"message","role":"assistant","content":[{"type":"output_text","text":"A"}]}""";
        var answer = WireProtocol.Responses.Answer($$"""{ {{fields}}, "output":[{{Said}}]}""");

        Assert.Equal((finish, lost), (answer.Response.Choices[0].Finish, answer.Lost));
    }

    [Theory]
    [InlineData("error", "{}", "error")]
    [InlineData("response.web_search_call.searching", "{}", "response.web_search_call.searching")]
    [InlineData("response.output_text.annotation.added", "{}", "response.output_text.annotation.added")]
    [InlineData("response.output_item.added", """{"item":{"type":"mcp_call"}}""", "item")]
    [InlineData("keepalive", "{}", null)]
    public void An_event_that_says_more_than_a_recording_holds_is_noticed(string type, string members, string? lost)
    {
        var data = $"data: {{\"type\":\"{type}\"{(members == "{}" ? "" : ",")}{members[1..]}\n\n";

        Assert.Equal(lost, WireProtocol.Responses.ReadStream(data).Lost);
    }

    [Fact]
    public void A_thought_in_parts_is_one_as_in_the_whole_answer()
    {
        const string Parts = """[{"type":"summary_text","text":"A"},{"type":"summary_text","text":"B"}]""";
        const string Thought = $$"""{"type":"reasoning","summary":{{Parts}}}""";
        string[] events =
        [
            """{"type":"response.output_item.added","output_index":0,"item":{"type":"reasoning","summary":[]}}""",
            """{"type":"response.reasoning_summary_part.added","output_index":0,"summary_index":0,"part":{}}""",
            """{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"A"}""",
            """{"type":"response.reasoning_summary_part.added","output_index":0,"summary_index":1,"part":{}}""",
            """{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":1,"delta":"B"}""",
            """{"type":"response.output_item.done","output_index":0,"item":""" + Thought + "}",
        ];
        var streamed = WireProtocol.Responses.ReadStream(string.Concat(events.Select(data => $"data: {data}\n\n"))).Answer;
        var whole = WireProtocol.Responses.Answer($$"""{"status":"completed","output":[{{Thought}}]}""").Response;

        Assert.Equal([new ReasoningPart("A\n\nB", null)], whole.Choices[0].Parts);
        Assert.Equal(whole.Choices[0].Parts, streamed.Choices[0].Parts);
    }

    [Fact]
    public void Answers_that_this_protocol_cannot_say_are_known_beforehand()
    {
        Assert.Null(Asked.ObjectionTo(Rich));
        Assert.NotNull(Asked.ObjectionTo(Rich with { Choices = [.. Rich.Choices, .. Rich.Choices] }));
    }
}
