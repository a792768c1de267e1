using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>What a message of Anthropic's says: a text, or blocks.</summary>
/// <param name="Text">Its texts, joined by a line feed.</param>
/// <param name="Content">What it carries.</param>
/// <param name="Extra">The blocks, all of them together, where they are more than text; undefined otherwise.</param>
internal readonly record struct MessagesContent(string Text, PromptContent Content, JsonElement Extra)
{
    /// <summary>Marks what the provider is to remember, which does not change the answer.</summary>
    private const string CacheMark = "cache_control";

    public static MessagesContent Read(JsonField field, ProtocolLimits limits)
    {
        if (field.Value.ValueKind == JsonValueKind.String)
            return new MessagesContent(field.Prose(), PromptContent.Text, default);
        if (field.Value.ValueKind != JsonValueKind.Array)
            throw new ProtocolException(
                $"'{field.Path}' is {field.KindName}: a string or an array of blocks was expected.", field.Path);

        var texts = new List<string>();
        var (carried, isPlain) = (PromptContent.None, true);
        foreach (var block in field.Items())
        {
            var kind = KindOf(block.Required("type").Text());
            if (kind == PromptContent.Text)
                texts.Add(block.Required("text").Prose());
            carried |= kind;
            isPlain &= kind == PromptContent.Text
                && block.Value.EnumerateObject().All(property =>
                    property.Name is "type" or "text" or CacheMark || JsonField.IsNothing(property.Value));
        }

        return new MessagesContent(string.Join('\n', texts), carried, isPlain ? default : WithoutMarks(field, limits));
    }

    public PromptMessage ToMessage(string role) => new(role, Text) { Content = Content, Extra = Extra };

    private static PromptContent KindOf(string type) => type switch
    {
        "text" => PromptContent.Text,
        "image" => PromptContent.Image,
        "document" => PromptContent.File,
        "tool_use" => PromptContent.ToolCall,
        "tool_result" => PromptContent.ToolResult,
        "thinking" or "redacted_thinking" => PromptContent.None, // What the model thought earlier; it must match.
        _ => PromptContent.Unknown,
    };

    private static JsonElement WithoutMarks(JsonField blocks, ProtocolLimits limits)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = limits.DepthMax + 1 }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("content");
            foreach (var block in blocks.Items())
            {
                writer.WriteStartObject();
                foreach (var property in block.Value.EnumerateObject().Where(property => property.Name != CacheMark))
                    property.WriteTo(writer);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan, new JsonDocumentOptions { MaxDepth = limits.DepthMax + 1 });
    }
}
