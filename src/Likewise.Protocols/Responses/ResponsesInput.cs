using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Reads what is put before a model in OpenAI's responses: a text, or items.</summary>
internal static class ResponsesInput
{
    public static IEnumerable<(PromptMessage Message, string Path)> Read(JsonField root, ProtocolLimits limits)
    {
        if (root.Optional("instructions") is { } instructions)
            yield return (PromptMessage.System(instructions.Prose()), instructions.Path);

        if (root.Optional("input") is not { } input)
            yield break;
        if (input.Value.ValueKind == JsonValueKind.String)
        {
            yield return (PromptMessage.User(input.Prose()), input.Path);
            yield break;
        }

        input.Expect(input.Value.ValueKind == JsonValueKind.Array, "a string or an array of items");
        foreach (var item in input.Items())
            yield return ReadItem(item, limits);
    }

    private static (PromptMessage, string) ReadItem(JsonField item, ProtocolLimits limits) =>
        (item.Optional("type")?.Text() ?? "message") switch
        {
            "message" => ReadMessage(item, limits),
            "function_call" => Other(item, "assistant", PromptContent.ToolCall, limits),
            "function_call_output" => Other(item, "tool", PromptContent.ToolResult, limits),
            "reasoning" => Other(item, "assistant", PromptContent.None, limits), // What the model thought earlier; it must match.
            _ => Other(item, "assistant", PromptContent.Unknown, limits),
        };

    private static (PromptMessage, string) ReadMessage(JsonField item, ProtocolLimits limits)
    {
        var role = item.Required("role").Prose();
        if (role.Length == 0)
            throw new ProtocolException($"'{item.Path}.role' is empty.", $"{item.Path}.role");

        var content = item.Required("content");
        var (text, carried, isPlain) = ReadContent(content);
        return (
            new PromptMessage(role, text)
            {
                Content = carried,
                Extra = JsonObjectFilter.Select(
                    item.Value, limits,
                    name => name is not ("type" or "role" or "id" or "status") && (name != "content" || !isPlain)),
            },
            content.Path);
    }

    private static (string Text, PromptContent Content, bool IsPlain) ReadContent(JsonField content)
    {
        if (content.Value.ValueKind == JsonValueKind.String)
            return (content.Prose(), PromptContent.Text, true);

        content.Expect(content.Value.ValueKind == JsonValueKind.Array, "a string or an array of parts");
        var texts = new List<string>();
        var (carried, isPlain) = (PromptContent.None, true);
        foreach (var part in content.Items())
        {
            var kind = KindOf(part.Required("type").Text());
            if (kind == PromptContent.Text)
                texts.Add(part.Required("text").Prose());
            carried |= kind;
            isPlain &= kind == PromptContent.Text
                && part.Value.EnumerateObject().All(property =>
                    property.Name is "type" or "text" || JsonField.IsNothing(property.Value));
        }

        return (string.Join('\n', texts), carried, isPlain);
    }

    private static PromptContent KindOf(string type) => type switch
    {
        "input_text" or "output_text" or "text" => PromptContent.Text,
        "input_image" => PromptContent.Image,
        "input_audio" => PromptContent.Audio,
        "input_file" => PromptContent.File,
        "refusal" => PromptContent.None, // What the model said earlier; it must match.
        _ => PromptContent.Unknown,
    };

    /// <summary>An item that is no message is held as it came, but for the names that every run has new.</summary>
    private static (PromptMessage, string) Other(JsonField item, string role, PromptContent content, ProtocolLimits limits) => (
        new PromptMessage(role, "")
        {
            Content = content,
            Extra = JsonObjectFilter.Select(item.Value, limits, name => name is not ("id" or "status")),
        },
        item.Path);
}
