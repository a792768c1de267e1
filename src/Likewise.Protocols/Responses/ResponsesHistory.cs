using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Conversations as items, for services that are sent all of it because they remember none.</summary>
internal static class ResponsesHistory
{
    public static byte[] Write(JsonElement request, RecordedResponse response)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ProtocolJson.Compact))
        {
            writer.WriteStartArray();
            WriteInput(writer, request);
            foreach (var part in response.Choices[0].Parts)
                WriteSaid(writer, part);
            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] Join(JsonElement request, ReadOnlyMemory<byte> history)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ProtocolJson.Compact))
        {
            writer.WriteStartObject();
            foreach (var property in request.EnumerateObject())
            {
                if (property.Name is not ("previous_response_id" or "input"))
                    property.WriteTo(writer);
            }

            writer.WriteStartArray("input");
            foreach (var item in JsonElement.Parse(history.Span).EnumerateArray())
                item.WriteTo(writer);
            WriteInput(writer, request);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteInput(Utf8JsonWriter writer, JsonElement request)
    {
        if (!request.TryGetProperty("input", out var input) || input.ValueKind == JsonValueKind.Null)
            return;
        if (input.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in input.EnumerateArray())
                item.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("role", "user");
        writer.WritePropertyName("content");
        input.WriteTo(writer);
        writer.WriteEndObject();
    }

    /// <summary>Without names of items: the service never had these. A thought that nothing proves is not sent back.</summary>
    private static void WriteSaid(Utf8JsonWriter writer, RecordedPart part)
    {
        if (part is ReasoningPart { Signature: null })
            return;

        writer.WriteStartObject();
        switch (part)
        {
            case ToolCallPart call:
                writer.WriteString("type", "function_call");
                writer.WriteString("call_id", call.Id);
                writer.WriteString("name", call.Name);
                writer.WriteString("arguments", call.Arguments);
                break;
            case ReasoningPart thought:
                writer.WriteString("type", "reasoning");
                writer.WriteStartArray("summary");
                if (thought.Text.Length > 0)
                    ResponsesAnswerWriter.WritePart(writer, thought, thought.Text);
                writer.WriteEndArray();
                writer.WriteString("encrypted_content", thought.Signature);
                break;
            default:
                writer.WriteString("role", "assistant");
                writer.WriteString("content", ResponsesAnswerWriter.TextOf(part));
                break;
        }

        writer.WriteEndObject();
    }
}
