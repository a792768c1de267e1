using Likewise.Protocols;

namespace Likewise.Tests.Protocols;

/// <summary>Goal: of requests to OpenAI's responses everything that can change the answer is read, and nothing else.</summary>
public sealed class ResponsesRequestTests
{
    [Fact]
    public void A_conversation_is_read_with_everything_that_can_change_its_answer()
    {
        var request = Read("""
            {
              "model": "gpt-x", "max_output_tokens": 100, "temperature": 0.2, "stream": true, "store": true, "user": "u",
              "truncation": "disabled", "parallel_tool_calls": true, "tool_choice": "auto", "include": [], "background": false,
              "metadata": {"a": "b"}, "service_tier": "auto", "tomorrows_field": 1, "instructions": "Be brief.",
              "text": {"format": {"type": "text"}, "verbosity": "low"}, "reasoning": {"effort": "high", "summary": "auto"},
              "input": [
                {"role": "user", "content": "Hello"},
                {"type": "message", "id": "msg_1", "status": "completed", "role": "assistant",
                 "content": [{"type": "output_text", "text": "Hi.", "annotations": [], "logprobs": []}]},
                {"role": "user", "content": [{"type": "input_text", "text": "How are"}, {"type": "input_text", "text": "you?"}]}
              ]
            }
            """);

        var prompt = request.Prompt;
        Assert.True(request.IsStreamed);
        Assert.Equal(("gpt-x", 0.2), (prompt.Model, prompt.Temperature));
        Assert.Equal(
            """
            {"max_tokens":100,"responses.tomorrows_field":1,"verbosity":"low","reasoning_effort":"high",
            "responses.reasoning.summary":"auto"}
            """.ReplaceLineEndings(""),
            prompt.Parameters.GetRawText());
        Assert.Equal(
            ["system Be brief.", "user Hello", "assistant Hi.", "user How are\nyou?"],
            prompt.Messages.Select(message => $"{message.Role} {message.Text}"));
        Assert.All(prompt.Messages, message => Assert.Equal(default, message.Extra.ValueKind));
        Assert.Equal(Eligibility.Semantic, prompt.Eligibility);
    }

    [Theory]
    [InlineData("""{"type":"function_call","id":"fc_1","call_id":"c1","name":"w","arguments":"{}","status":"completed"}""")]
    [InlineData("""{"type":"function_call_output","call_id":"c1","output":"12 °C"}""")]
    [InlineData("""{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"x"}""")]
    [InlineData("""{"type":"web_search_call","id":"ws_1","status":"completed","action":{}}""")]
    public void Items_that_are_no_messages_are_kept_but_for_their_names(string item)
    {
        var message = Read($$"""{"input": [{"role": "user", "content": "Hello"}, {{item}}]}""").Prompt.Messages[1];

        Assert.Equal("", message.Text);
        Assert.False(message.Extra.TryGetProperty("id", out _) || message.Extra.TryGetProperty("status", out _));
        Assert.True(message.Extra.TryGetProperty("type", out _));
    }

    [Theory]
    [InlineData(""" "previous_response_id": "resp_1" """, Eligibility.Bypass)]
    [InlineData(""" "conversation": "conv_1" """, Eligibility.Bypass)]
    [InlineData(""" "prompt": {"id": "pmpt_1"} """, Eligibility.Bypass)]
    [InlineData(""" "background": true """, Eligibility.Bypass)]
    [InlineData(""" "top_logprobs": 2 """, Eligibility.Bypass)]
    [InlineData(""" "tools": [{"type": "web_search"}] """, Eligibility.ExactOnly)]
    [InlineData(""" "tools": [{"type": "function", "name": "f"}], "top_logprobs": 0 """, Eligibility.Semantic)]
    public void What_the_service_remembers_or_looks_up_is_kept_from_the_cache(string field, Eligibility expected)
    {
        var prompt = Read($$"""{ {{field}}, "input": "Hello"}""").Prompt;

        Assert.Equal(expected, prompt.Eligibility);
        Assert.Equal(expected == Eligibility.Semantic, prompt.EligibilityReason is null);
    }

    [Fact]
    public void Who_goes_on_with_what_the_service_remembers_need_say_nothing_new() =>
        Assert.Empty(Read("""{"previous_response_id": "resp_1"}""").Prompt.Messages);

    [Theory]
    [InlineData("""{}""", "input")]
    [InlineData("""{"input": []}""", "input")]
    [InlineData("""{"input": " "}""", "input")]
    [InlineData("""{"input": 7}""", "input")]
    [InlineData("""{"input": [{"role": "user", "content": 7}]}""", "input[0].content")]
    [InlineData("""{"input": [{"role": "user", "content": [{"type": "input_text"}]}]}""", "input[0].content[0].text")]
    [InlineData("""{"input": [{"content": "Hello"}]}""", "input[0].role")]
    [InlineData("""{"input": "Hello", "max_output_tokens": "9"}""", "max_output_tokens")]
    [InlineData("""{"input": "Hello", "text": "plain"}""", "text")]
    [InlineData("""{"input": "Hello", "background": 1}""", "background")]
    [InlineData("""{"input": "Hello", "instructions": {}}""", "instructions")]
    public void What_is_no_request_is_refused_and_the_field_named(string body, string field) =>
        Assert.Equal(field, Assert.Throws<ProtocolException>(() => Read(body)).Param);

    private static WireRequest Read(string body) => WireProtocol.Responses.Request(body);
}
