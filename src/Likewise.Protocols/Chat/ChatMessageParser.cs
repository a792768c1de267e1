using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Reads the messages of chat requests.</summary>
internal static class ChatMessageParser
{
    public static PromptMessage Parse(JsonField message, ProtocolLimits limits)
    {
        var role = message.Required("role").Prose();
        if (role.Length == 0)
            throw new ProtocolException($"'{message.Path}.role' is empty.", $"{message.Path}.role");

        var (text, content, isPlain) = ReadContent(message.Optional("content"));
        content |= OtherContent(message, role);
        return new PromptMessage(role, text)
        {
            Content = content,

            // Parts that are more than text keep their order and their place, all of them together.
            Extra = JsonObjectFilter.Select(message.Value, limits, name => name != "role" && (name != "content" || !isPlain)),
        };
    }

    private static (string Text, PromptContent Content, bool IsPlain) ReadContent(JsonField? field)
    {
        if (field is not { } content)
            return ("", PromptContent.None, true);
        if (content.Value.ValueKind == JsonValueKind.String)
            return (content.Prose(), PromptContent.Text, true);
        if (content.Value.ValueKind != JsonValueKind.Array)
            throw new ProtocolException(
                $"'{content.Path}' is {content.KindName}: a string or an array of parts was expected.", content.Path);

        var texts = new List<string>();
        var (carried, isPlain) = (PromptContent.None, true);
        foreach (var part in content.Items())
        {
            var kind = KindOf(part.Required("type").Text());
            if (kind == PromptContent.Text)
                texts.Add(part.Required("text").Prose());
            carried |= kind;
            isPlain &= kind == PromptContent.Text && part.Value.GetPropertyCount() == 2;
        }

        return (string.Join('\n', texts), carried, isPlain);
    }

    private static PromptContent KindOf(string type) => type switch
    {
        "text" => PromptContent.Text,
        "image_url" => PromptContent.Image,
        "input_audio" => PromptContent.Audio,
        "file" => PromptContent.File,
        _ => PromptContent.Unknown,
    };

    private static PromptContent OtherContent(JsonField message, string role)
    {
        var content = role is "tool" or "function" ? PromptContent.ToolResult : PromptContent.None;
        if (message.Optional("tool_calls") is not null || message.Optional("function_call") is not null)
            content |= PromptContent.ToolCall;
        return message.Optional("audio") is null ? content : content | PromptContent.Audio;
    }
}
