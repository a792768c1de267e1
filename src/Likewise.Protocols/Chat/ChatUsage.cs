using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>What an answer took, in chat's words.</summary>
internal static class ChatUsage
{
    public static TokenUsage Read(JsonField usage) => new(
        Math.Max(0, usage.Optional("prompt_tokens")?.Integer() ?? 0),
        Math.Max(0, usage.Optional("completion_tokens")?.Integer() ?? 0));

    public static void Write(Utf8JsonWriter writer, TokenUsage usage)
    {
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", usage.InputTokens);
        writer.WriteNumber("completion_tokens", usage.OutputTokens);
        writer.WriteNumber("total_tokens", usage.TotalTokens);
        writer.WriteEndObject();
    }
}
