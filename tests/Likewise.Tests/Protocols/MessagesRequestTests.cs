using System.Text.Json;
using Likewise.Protocols;

namespace Likewise.Tests.Protocols;

/// <summary>Goal: of Anthropic's requests everything that can change the answer is read, and nothing else.</summary>
public sealed class MessagesRequestTests
{
    [Fact]
    public void A_conversation_is_read_with_everything_that_can_change_its_answer()
    {
        var request = Read("""
            {
              "model": "claude-x", "max_tokens": 100, "temperature": 0.2, "top_k": 4, "stream": true, "service_tier": "auto",
              "metadata": {"user_id": "u"}, "stop_sequences": ["END"], "thinking": {"type": "disabled"}, "tomorrows_field": 1,
              "system": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}],
              "messages": [
                {"role": "user", "content": "Hello"},
                {"role": "assistant", "content": [{"type": "text", "text": "Hi."}]},
                {"role": "user", "content": [{"type": "text", "text": "How are"}, {"type": "text", "text": "you?"}]}
              ]
            }
            """);

        var prompt = request.Prompt;
        Assert.True(request.IsStreamed);
        Assert.Equal(("claude-x", 0.2), (prompt.Model, prompt.Temperature));
        Assert.Equal(
            """{"max_tokens":100,"messages.top_k":4,"stop":["END"],"messages.tomorrows_field":1}""",
            prompt.Parameters.GetRawText());
        Assert.Equal(
            ["system Be brief.", "user Hello", "assistant Hi.", "user How are\nyou?"],
            prompt.Messages.Select(message => $"{message.Role} {message.Text}"));
        Assert.All(prompt.Messages, message => Assert.Equal(default, message.Extra.ValueKind));
        Assert.Equal(Eligibility.Semantic, prompt.Eligibility);
    }

    [Theory]
    [InlineData("""{"type": "image", "source": {"type": "url", "url": "https://example.com/a.png"}}""", PromptContent.Image)]
    [InlineData("""{"type": "document", "source": {"type": "file", "file_id": "f"}}""", PromptContent.File)]
    [InlineData("""{"type": "tool_result", "tool_use_id": "t", "content": "12 °C"}""", PromptContent.ToolResult)]
    [InlineData("""{"type": "hologram"}""", PromptContent.Unknown)]
    public void Content_that_is_more_than_text_is_flagged_and_kept_without_the_marks_of_the_providers_cache(
        string block, PromptContent expected)
    {
        var marked = block[..^1] + """, "cache_control": {"type": "ephemeral"}}""";
        var content = $$"""[{"type":"text","text":"What is this?"},{{Compact(block)}}]""";
        var message = Read($$"""{"messages": [{"role": "user", "content": {{content.Replace(Compact(block), marked)}}}]}""")
            .Prompt.Messages[0];

        Assert.Equal((PromptContent.Text | expected, "What is this?"), (message.Content, message.Text));
        Assert.Equal(content, Compact(message.Extra.GetProperty("content").GetRawText()));
    }

    [Theory]
    [InlineData(""" "tools": [{"type": "web_search_20250305", "name": "web_search"}] """, Eligibility.ExactOnly)]
    [InlineData(""" "mcp_servers": [{"type": "url", "url": "https://example.com"}] """, Eligibility.ExactOnly)]
    [InlineData(""" "container": "c_1" """, Eligibility.Bypass)]
    [InlineData(""" "mcp_servers": [], "tools": [{"name": "f", "input_schema": {"type": "object"}}] """, Eligibility.Semantic)]
    public void What_finds_other_things_at_other_times_is_kept_from_other_wordings(string field, Eligibility expected)
    {
        var prompt = Read($$"""{ {{field}}, "messages": [{"role": "user", "content": "Hello"}]}""").Prompt;

        Assert.Equal(expected, prompt.Eligibility);
        Assert.Equal(expected == Eligibility.Semantic, prompt.EligibilityReason is null);
    }

    [Fact]
    public void A_feature_on_trial_belongs_to_the_question()
    {
        const string Body = """{"messages": [{"role": "user", "content": "Hello"}]}""";

        var parameters = WireProtocol.Messages.Request(Body, "context-1m").Prompt.Parameters;

        Assert.Equal(default, WireProtocol.Messages.Request(Body).Prompt.Parameters.ValueKind);
        Assert.Equal("""{"messages.anthropic-beta":"context-1m"}""", parameters.GetRawText());
    }

    [Theory]
    [InlineData("""{}""", "messages")]
    [InlineData("""{"messages": []}""", "messages")]
    [InlineData("""{"messages": [{"role": "user", "content": " "}]}""", "messages[0].content")]
    [InlineData("""{"messages": [{"role": "user", "content": 7}]}""", "messages[0].content")]
    [InlineData("""{"messages": [{"role": "user", "content": [{"type": "text"}]}]}""", "messages[0].content[0].text")]
    [InlineData("""{"messages": [{"role": "", "content": "Hello"}]}""", "messages[0].role")]
    [InlineData("""{"max_tokens": "9", "messages": [{"role": "user", "content": "Hello"}]}""", "max_tokens")]
    [InlineData("""{"stop_sequences": "x", "messages": [{"role": "user", "content": "Hello"}]}""", "stop_sequences")]
    [InlineData("""{"tools": ["x"], "messages": [{"role": "user", "content": "Hello"}]}""", "tools[0]")]
    [InlineData("""{"temperature": -1, "messages": [{"role": "user", "content": "Hello"}]}""", "temperature")]
    public void What_is_no_request_is_refused_and_the_field_named(string body, string field) =>
        Assert.Equal(field, Assert.Throws<ProtocolException>(() => Read(body)).Param);

    private static WireRequest Read(string body) => WireProtocol.Messages.Request(body);

    private static string Compact(string json) => JsonSerializer.Serialize(JsonElement.Parse(json));
}
