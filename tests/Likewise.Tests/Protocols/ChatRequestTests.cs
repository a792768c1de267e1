using System.Text;
using Likewise.Protocols;

namespace Likewise.Tests.Protocols;

public sealed class ChatRequestTests
{
    [Fact]
    public void A_conversation_is_read_with_everything_that_can_change_its_answer()
    {
        var request = Parse("""
            {
              "model": "gpt-4o", "temperature": 0.2, "seed": 7, "top_p": 0.5, "stream": true, "n": null,
              "stream_options": {"include_usage": true}, "user": "u", "metadata": {"a": "b"}, "store": true,
              "service_tier": "auto", "prompt_cache_key": "k", "safety_identifier": "s", "tomorrows_field": [1, {"x": 2}],
              "messages": [
                {"role": "system", "content": "Be brief."},
                {"role": "user", "content": [{"type": "text", "text": "Hello"}], "name": "ann"},
                {"role": "assistant", "content": null, "refusal": null},
                {"role": "user", "content": [{"type": "text", "text": "How are"}, {"type": "text", "text": "you?"}]}
              ]
            }
            """);

        var prompt = request.Prompt;
        Assert.True(request.IsStreamed);
        Assert.Equal(("gpt-4o", 0.2, 7L), (prompt.Model, prompt.Temperature, prompt.Seed));
        Assert.Equal("""{"top_p":0.5,"tomorrows_field":[1,{"x":2}]}""", Compact(prompt.Parameters.GetRawText()));
        Assert.Equal(["Be brief.", "Hello", "", "How are\nyou?"], prompt.Messages.Select(message => message.Text));
        Assert.Equal("""{"name":"ann"}""", prompt.Messages[1].Extra.GetRawText());
        Assert.Equal(default, prompt.Messages[2].Extra.ValueKind);
        Assert.Equal(PromptContent.None, prompt.Messages[2].Content);
        Assert.Equal(Eligibility.Semantic, prompt.Eligibility);
        Assert.Empty(prompt.Tenant);
    }

    [Theory]
    [InlineData("""{"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}""", PromptContent.Image)]
    [InlineData("""{"type": "input_audio", "input_audio": {"data": "", "format": "wav"}}""", PromptContent.Audio)]
    [InlineData("""{"type": "file", "file": {"file_id": "f"}}""", PromptContent.File)]
    [InlineData("""{"type": "hologram"}""", PromptContent.Unknown)]
    public void Content_that_is_more_than_text_is_flagged_and_kept_whole(string part, PromptContent expected)
    {
        var content = $$"""[{"type": "text", "text": "What is this?"}, {{part}}]""";
        var message = Parse($$"""{"messages": [{"role": "user", "content": {{content}}}]}""").Prompt.Messages[0];

        Assert.Equal(PromptContent.Text | expected, message.Content);
        Assert.Equal("What is this?", message.Text);
        Assert.Equal(Compact(content), message.Extra.GetProperty("content").GetRawText());
    }

    [Fact]
    public void Tool_calls_and_their_results_are_flagged_and_kept()
    {
        var messages = Parse("""
            {"messages": [
              {"role": "user", "content": "Weather?"},
              {"role": "assistant", "content": null, "tool_calls": [
                {"id": "c1", "type": "function", "function": {"name": "w", "arguments": "{}"}}
              ]},
              {"role": "tool", "tool_call_id": "c1", "content": "rain"}
            ]}
            """).Prompt.Messages;

        Assert.Equal(PromptContent.ToolCall, messages[1].Content);
        Assert.Equal("c1", messages[1].Extra.GetProperty("tool_calls")[0].GetProperty("id").GetString());
        Assert.Equal(PromptContent.Text | PromptContent.ToolResult, messages[2].Content);
        Assert.Equal("c1", messages[2].Extra.GetProperty("tool_call_id").GetString());
    }

    [Theory]
    [InlineData("\"logprobs\": true", Eligibility.Bypass)]
    [InlineData("\"logprobs\": false", Eligibility.Semantic)]
    [InlineData("\"modalities\": [\"text\", \"audio\"]", Eligibility.Bypass)]
    [InlineData("\"modalities\": [\"text\"]", Eligibility.Semantic)]
    [InlineData("\"audio\": {\"voice\": \"x\"}", Eligibility.Bypass)]
    [InlineData("\"web_search_options\": {}", Eligibility.ExactOnly)]
    [InlineData("\"n\": 2", Eligibility.ExactOnly)]
    [InlineData("\"n\": 1", Eligibility.Semantic)]
    public void What_only_the_protocol_knows_to_keep_out_is_kept_out_with_a_reason(string field, Eligibility expected)
    {
        var prompt = Parse($$"""{{{field}}, "messages": [{"role": "user", "content": "Hi"}]}""").Prompt;

        Assert.Equal(expected, prompt.Eligibility);
        Assert.Equal(expected == Eligibility.Semantic, prompt.EligibilityReason is null);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("{", null)]
    [InlineData("nope", null)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}]} x""", null)]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}], "messages": []}""", null)]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi", "content": "Ho"}]}""", null)]
    [InlineData("""{}""", "messages")]
    [InlineData("""{"messages": null}""", "messages")]
    [InlineData("""{"messages": "Hi"}""", "messages")]
    [InlineData("""{"messages": []}""", "messages")]
    [InlineData("""{"messages": ["Hi"]}""", "messages[0]")]
    [InlineData("""{"messages": [{"content": "Hi"}]}""", "messages[0].role")]
    [InlineData("""{"messages": [{"role": "", "content": "Hi"}]}""", "messages[0].role")]
    [InlineData("""{"messages": [{"role": 1, "content": "Hi"}]}""", "messages[0].role")]
    [InlineData("""{"messages": [{"role": "user", "content": 1}]}""", "messages[0].content")]
    [InlineData("""{"messages": [{"role": "user"}]}""", "messages[0].content")]
    [InlineData("""{"messages": [{"role": "user", "content": ""}]}""", "messages[0].content")]
    [InlineData("""{"messages": [{"role": "user", "content": " \n\t"}]}""", "messages[0].content")]
    [InlineData("""{"messages": [{"role": "user", "content": []}]}""", "messages[0].content")]
    [InlineData("""{"messages": [{"role": "user", "content": [{"text": "Hi"}]}]}""", "messages[0].content[0].type")]
    [InlineData("""{"messages": [{"role": "user", "content": [{"type": "text"}]}]}""", "messages[0].content[0].text")]
    [InlineData("""{"messages": [{"role": "user", "content": ["Hi"]}]}""", "messages[0].content[0]")]
    [InlineData("""{"messages": [{"role": "user", "content": "a\u0000b"}]}""", "messages[0].content")]
    [InlineData("""{"messages": [{"role": "user", "content": "a\ud800b"}]}""", "messages[0].content")]
    [InlineData("""{"messages": [{"role": "user", "content": "a\udc00"}]}""", "messages[0].content")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}], "stop": ["\ud800"]}""", "stop[0]")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}], "a": {"b\u0000": 1}}""", "a")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}], "a": {"\ud800": 1}}""", null)]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}], "model": 4}""", "model")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}], "model": "m\u0000"}""", "model")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}], "stream": "yes"}""", "stream")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}], "temperature": "hot"}""", "temperature")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}], "temperature": -1}""", "temperature")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}], "temperature": NaN}""", null)]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}], "temperature": 1e999}""", "temperature")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}], "seed": 1.5}""", "seed")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}], "n": 0}""", "n")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}], "logprobs": 1}""", "logprobs")]
    public void A_body_that_is_no_such_request_is_refused_with_the_field_named(string body, string? param)
    {
        var fault = Assert.Throws<ProtocolException>(() => Parse(body));

        Assert.Equal(param, fault.Param);
        Assert.NotEmpty(fault.Message);
    }

    [Theory]
    [InlineData("temperature", "1e999", "'temperature' is 1e999: a finite number was expected.")]
    [InlineData("seed", "1.5", "'seed' is 1.5: a whole number of at most 64 bits was expected.")]
    public void A_number_out_of_range_is_shown(string field, string value, string message)
    {
        var body = $$"""{"messages": [{"role": "user", "content": "Hi"}], "{{field}}": {{value}}}""";

        Assert.Equal(message, Assert.Throws<ProtocolException>(() => Parse(body)).Message);
    }

    [Fact]
    public void Invalid_Utf8_is_refused_where_it_stands()
    {
        byte[] body = [.. """{"messages": [{"role": "user", "content": "caf"""u8, 0xE9, .. "\"}]}"u8];
        var fault = Assert.Throws<ProtocolException>(() => ChatRequest.Parse(body));

        Assert.Contains("not valid UTF-8 at byte 46", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_and_size_are_limited()
    {
        var deep = $$"""{"messages": [{"role": "user", "content": "Hi"}], "a": {{new string('[', 70)}}{{new string(']', 70)}}}""";

        Assert.Throws<ProtocolException>(() => Parse(deep));
        Assert.NotNull(ChatRequest.Parse(Encoding.UTF8.GetBytes(deep), new ProtocolLimits { DepthMax = 80 }));
        Assert.Throws<ProtocolException>(() => ChatRequest.Parse("{}"u8, new ProtocolLimits { BodyBytesMax = 1 }));
    }

    [Fact]
    public void A_key_of_great_length_is_not_sent_back()
    {
        var key = new string('k', 100_000);
        var fault = Assert.Throws<ProtocolException>(
            () => Parse($$"""{"messages": [{"role": "user", "content": "Hi"}], "{{key}}": "\ud800"}"""));

        Assert.True(fault.Message.Length < 200);
    }

    [Fact]
    public void A_written_prompt_reads_back_the_same()
    {
        const string Prompt = "\"Wie geht’s?\"\n🙂 <b>";
        var request = ChatRequest.Parse(ChatRequest.Write("gpt-4o", Prompt));

        Assert.Equal("gpt-4o", request.Prompt.Model);
        Assert.Equal(PromptMessage.User(Prompt), Assert.Single(request.Prompt.Messages));
        Assert.Equal(default, request.Prompt.Parameters.ValueKind);
    }

    private static ChatRequest Parse(string body) => ChatRequest.Parse(Encoding.UTF8.GetBytes(body));

    private static string Compact(string json) => System.Text.Json.Nodes.JsonNode.Parse(json)!.ToJsonString();
}
