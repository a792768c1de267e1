using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>What an answer took, in the words of OpenAI's responses.</summary>
internal static class ResponsesUsage
{
    public static TokenUsage Read(JsonField usage) => new(
        Counted.In(usage, "input_tokens"), Counted.In(usage, "output_tokens"))
    {
        CachedInputTokens = Counted.In(usage, "input_tokens_details", "cached_tokens"),
        ReasoningTokens = Counted.In(usage, "output_tokens_details", "reasoning_tokens"),
    };

    public static void Write(Utf8JsonWriter writer, TokenUsage usage)
    {
        writer.WriteStartObject("usage");
        writer.WriteNumber("input_tokens", usage.InputTokens);
        Counted.WriteDetail(writer, "input_tokens_details", "cached_tokens", usage.CachedInputTokens);
        writer.WriteNumber("output_tokens", usage.OutputTokens);
        Counted.WriteDetail(writer, "output_tokens_details", "reasoning_tokens", usage.ReasoningTokens);
        writer.WriteNumber("total_tokens", usage.TotalTokens);
        writer.WriteEndObject();
    }
}
