using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Writes recorded answers as OpenAI's <c>chat.completion</c> objects.</summary>
internal static class ChatCompletionWriter
{
    public static void Write(IBufferWriter<byte> destination, RecordedResponse response, AnswerHead head)
    {
        using var writer = new Utf8JsonWriter(destination, ProtocolJson.Compact);
        writer.WriteStartObject();
        writer.WriteString("id", ChatProtocol.IdPrefix + head.Id);
        writer.WriteString("object", "chat.completion");
        writer.WriteNumber("created", head.Created.ToUnixTimeSeconds());
        writer.WriteString("model", response.Model);
        writer.WriteStartArray("choices");
        for (var index = 0; index < response.Choices.Count; index++)
            WriteChoice(writer, response.Choices[index], index);
        writer.WriteEndArray();
        ChatUsage.Write(writer, response.Usage);
        writer.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter writer, RecordedChoice choice, int index)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", index);
        writer.WriteStartObject("message");
        writer.WriteString("role", "assistant");
        writer.WriteString("content", TextOf(choice.Parts.OfType<TextPart>().Select(part => part.Text)));
        writer.WriteString("refusal", TextOf(choice.Parts.OfType<RefusalPart>().Select(part => part.Text)));
        if (TextOf(choice.Parts.OfType<ReasoningPart>().Select(part => part.Text)) is { } reasoning)
            writer.WriteString("reasoning_content", reasoning);
        WriteToolCalls(writer, choice.Parts.OfType<ToolCallPart>());
        writer.WriteEndObject();
        writer.WriteNull("logprobs");
        writer.WriteString("finish_reason", ChatFinish.Write(choice.Finish));
        writer.WriteEndObject();
    }

    /// <returns>Null, which the protocol writes for "says nothing", when there is no part.</returns>
    private static string? TextOf(IEnumerable<string> texts) => string.Concat(texts) is { Length: > 0 } text ? text : null;

    private static void WriteToolCalls(Utf8JsonWriter writer, IEnumerable<ToolCallPart> calls)
    {
        var isFirst = true;
        foreach (var call in calls)
        {
            if (isFirst)
                writer.WriteStartArray("tool_calls");
            isFirst = false;
            writer.WriteStartObject();
            writer.WriteString("id", call.Id);
            writer.WriteString("type", "function");
            writer.WriteStartObject("function");
            writer.WriteString("name", call.Name);
            writer.WriteString("arguments", call.Arguments);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        if (!isFirst)
            writer.WriteEndArray();
    }
}
