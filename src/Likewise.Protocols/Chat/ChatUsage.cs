using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>What an answer took, in chat's words.</summary>
internal static class ChatUsage
{
    public static TokenUsage Read(JsonField usage) => new(
        Counted.In(usage, "prompt_tokens"), Counted.In(usage, "completion_tokens"))
    {
        CachedInputTokens = Counted.In(usage, "prompt_tokens_details", "cached_tokens"),
        ReasoningTokens = Counted.In(usage, "completion_tokens_details", "reasoning_tokens"),
    };

    public static void Write(Utf8JsonWriter writer, TokenUsage usage)
    {
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", usage.InputTokens);
        writer.WriteNumber("completion_tokens", usage.OutputTokens);
        writer.WriteNumber("total_tokens", usage.TotalTokens);
        if (usage.CachedInputTokens > 0)
            Counted.WriteDetail(writer, "prompt_tokens_details", "cached_tokens", usage.CachedInputTokens);
        if (usage.ReasoningTokens > 0)
            Counted.WriteDetail(writer, "completion_tokens_details", "reasoning_tokens", usage.ReasoningTokens);
        writer.WriteEndObject();
    }
}
