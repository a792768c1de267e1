using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>
/// What an answer took, in Anthropic's words: what was read from or written to the provider's cache is counted beside the other
/// input there, and within it here.
/// </summary>
internal static class MessagesUsage
{
    /// <param name="usage">As it came.</param>
    /// <param name="before">What an earlier event of the stream said; a later one says it all again, or what has changed.</param>
    public static TokenUsage Read(JsonField usage, TokenUsage before = default)
    {
        var output = usage.Optional("output_tokens") is null ? before.OutputTokens : Counted.In(usage, "output_tokens");
        if (usage.Optional("input_tokens") is null)
            return before with { OutputTokens = output };

        var cached = Counted.In(usage, "cache_read_input_tokens");
        var input = Counted.In(usage, "input_tokens") + Counted.In(usage, "cache_creation_input_tokens") + cached;
        return new TokenUsage(input, output) { CachedInputTokens = cached };
    }

    public static void Write(Utf8JsonWriter writer, TokenUsage usage)
    {
        writer.WriteStartObject("usage");
        writer.WriteNumber("input_tokens", Math.Max(0, usage.InputTokens - usage.CachedInputTokens));
        writer.WriteNumber("cache_creation_input_tokens", 0);
        writer.WriteNumber("cache_read_input_tokens", usage.CachedInputTokens);
        writer.WriteNumber("output_tokens", usage.OutputTokens);
        writer.WriteEndObject();
    }
}
