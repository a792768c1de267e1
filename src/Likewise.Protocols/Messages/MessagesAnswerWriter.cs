using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Writes recorded answers as Anthropic's messages.</summary>
internal static class MessagesAnswerWriter
{
    public static void Write(IBufferWriter<byte> destination, RecordedResponse response, AnswerHead head)
    {
        using var writer = new Utf8JsonWriter(destination, ProtocolJson.Compact);
        var choice = response.Choices[0];
        writer.WriteStartObject();
        WriteHead(writer, head, response.Model);
        writer.WriteStartArray("content");
        foreach (var part in choice.Parts)
            WriteBlock(writer, part);
        writer.WriteEndArray();
        WriteFinish(writer, choice.Finish, choice.StopSequence);
        MessagesUsage.Write(writer, response.Usage);
        writer.WriteEndObject();
    }

    public static void WriteHead(Utf8JsonWriter writer, AnswerHead head, string model)
    {
        writer.WriteString("id", MessagesProtocol.IdPrefix + head.Id);
        writer.WriteString("type", "message");
        writer.WriteString("role", "assistant");
        writer.WriteString("model", model);
    }

    public static void WriteFinish(Utf8JsonWriter writer, FinishReason finish, string? stopSequence)
    {
        writer.WriteString("stop_reason", MessagesFinish.Write(finish, stopSequence));
        writer.WriteString("stop_sequence", stopSequence);
    }

    /// <summary>The model calls its tools itself: calls by a program of its own are not recorded.</summary>
    public static void WriteCaller(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("caller");
        writer.WriteString("type", "direct");
        writer.WriteEndObject();
    }

    /// <summary>The words of a refusal are text here; the end says that it is one.</summary>
    private static void WriteBlock(Utf8JsonWriter writer, RecordedPart part)
    {
        writer.WriteStartObject();
        switch (part)
        {
            case TextPart text:
                writer.WriteString("type", "text");
                writer.WriteString("text", text.Text);
                break;
            case RefusalPart refusal:
                writer.WriteString("type", "text");
                writer.WriteString("text", refusal.Text);
                break;
            case ReasoningPart thought:
                writer.WriteString("type", "thinking");
                writer.WriteString("thinking", thought.Text);
                writer.WriteString("signature", thought.Signature ?? "");
                break;
            case ToolCallPart call:
                writer.WriteString("type", "tool_use");
                writer.WriteString("id", call.Id);
                writer.WriteString("name", call.Name);
                writer.WritePropertyName("input");
                JsonElement.Parse(MessagesTool.InputOf(call.Arguments)).WriteTo(writer);
                WriteCaller(writer);
                break;
        }

        writer.WriteEndObject();
    }
}
