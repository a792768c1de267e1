using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>
/// Writes recorded answers as OpenAI's response objects, which repeat what they were asked for: one that the request leaves open
/// is written as the service's default.
/// </summary>
/// <param name="request">The request as it came.</param>
/// <param name="head">The answer's name and time.</param>
internal sealed class ResponsesAnswerWriter(JsonElement request, AnswerHead head)
{
    private static readonly (string Name, string Default)[] Repeated =
    [
        ("background", "false"), ("instructions", "null"), ("max_output_tokens", "null"), ("max_tool_calls", "null"),
        ("metadata", "{}"), ("parallel_tool_calls", "true"), ("previous_response_id", "null"),
        ("reasoning", """{"effort":null,"summary":null}"""), ("service_tier", "\"default\""), ("store", "true"),
        ("temperature", "1.0"), ("text", """{"format":{"type":"text"}}"""), ("tool_choice", "\"auto\""), ("tools", "[]"),
        ("top_p", "1.0"), ("truncation", "\"disabled\""), ("user", "null"),
    ];

    /// <summary>Writes an answer whole.</summary>
    public void Write(Utf8JsonWriter writer, RecordedResponse response)
    {
        writer.WriteStartObject();
        Write(writer, response.Model, response.Choices[0].Parts, response.Choices[0].Finish, response.Usage);
        writer.WriteEndObject();
    }

    /// <summary>Writes the members of an answer.</summary>
    /// <param name="writer">Inside the object.</param>
    /// <param name="model">Who answers.</param>
    /// <param name="parts">What has been said.</param>
    /// <param name="finish">Why it ended; null while it has not.</param>
    /// <param name="usage">What it took; not written while it has not ended.</param>
    public void Write(
        Utf8JsonWriter writer, string model, IReadOnlyList<RecordedPart> parts, FinishReason? finish, TokenUsage usage)
    {
        writer.WriteString("id", ResponsesProtocol.IdPrefix + head.Id);
        writer.WriteString("object", "response");
        writer.WriteNumber("created_at", head.Created.ToUnixTimeSeconds());
        writer.WriteString("status", finish is { } ended ? StatusOf(ended) : "in_progress");
        writer.WriteNull("error");
        WriteIncompletion(writer, finish);
        writer.WriteString("model", model);
        writer.WriteStartArray("output");
        for (var index = 0; index < parts.Count; index++)
            WriteItem(writer, parts[index], index, isWhole: true);
        writer.WriteEndArray();
        foreach (var (name, otherwise) in Repeated)
        {
            writer.WritePropertyName(name);
            if (request.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
                value.WriteTo(writer);
            else
                writer.WriteRawValue(otherwise, skipInputValidation: true);
        }

        if (finish is null)
            writer.WriteNull("usage");
        else
            ResponsesUsage.Write(writer, usage);
    }

    /// <summary>An item has one part: a message of several texts is several messages, which read the same.</summary>
    /// <param name="writer">Where an object can stand.</param>
    /// <param name="part">What it says.</param>
    /// <param name="index">Which of the items, from 0.</param>
    /// <param name="isWhole">Whether it has been said, or is begun with nothing in it.</param>
    public void WriteItem(Utf8JsonWriter writer, RecordedPart part, int index, bool isWhole)
    {
        writer.WriteStartObject();
        writer.WriteString("id", IdOf(part, index));
        writer.WriteString("type", part is ToolCallPart ? "function_call" : part is ReasoningPart ? "reasoning" : "message");
        if (part is not ReasoningPart)
            writer.WriteString("status", isWhole ? "completed" : "in_progress");
        switch (part)
        {
            case ToolCallPart call:
                writer.WriteString("call_id", call.Id);
                writer.WriteString("name", call.Name);
                writer.WriteString("arguments", isWhole ? call.Arguments : "");
                break;
            case ReasoningPart thought:
                WriteParts(writer, "summary", isWhole && thought.Text.Length > 0 ? part : null);
                if (isWhole && thought.Signature is { } proof)
                    writer.WriteString("encrypted_content", proof);
                break;
            default:
                writer.WriteString("role", "assistant");
                WriteParts(writer, "content", isWhole ? part : null);
                break;
        }

        writer.WriteEndObject();
    }

    /// <summary>What stands inside an item.</summary>
    public static void WritePart(Utf8JsonWriter writer, RecordedPart part, string text)
    {
        writer.WriteStartObject();
        switch (part)
        {
            case RefusalPart:
                writer.WriteString("type", "refusal");
                writer.WriteString("refusal", text);
                break;
            case ReasoningPart:
                writer.WriteString("type", "summary_text");
                writer.WriteString("text", text);
                break;
            default:
                writer.WriteString("type", "output_text");
                writer.WriteString("text", text);
                writer.WriteStartArray("annotations");
                writer.WriteEndArray();
                writer.WriteStartArray("logprobs");
                writer.WriteEndArray();
                break;
        }

        writer.WriteEndObject();
    }

    public string IdOf(RecordedPart part, int index) =>
        $"{(part is ToolCallPart ? "fc" : part is ReasoningPart ? "rs" : "msg")}_{head.Id}_{index}";

    public static string TextOf(RecordedPart part) => part switch
    {
        TextPart text => text.Text,
        RefusalPart refusal => refusal.Text,
        ReasoningPart thought => thought.Text,
        ToolCallPart call => call.Arguments,
        _ => "",
    };

    public static string StatusOf(FinishReason finish) =>
        finish is FinishReason.Length or FinishReason.ContentFilter ? "incomplete" : "completed";

    private static void WriteParts(Utf8JsonWriter writer, string name, RecordedPart? part)
    {
        writer.WriteStartArray(name);
        if (part is not null)
            WritePart(writer, part, TextOf(part));
        writer.WriteEndArray();
    }

    private static void WriteIncompletion(Utf8JsonWriter writer, FinishReason? finish)
    {
        if (finish is not (FinishReason.Length or FinishReason.ContentFilter))
        {
            writer.WriteNull("incomplete_details");
            return;
        }

        writer.WriteStartObject("incomplete_details");
        writer.WriteString("reason", finish == FinishReason.Length ? "max_output_tokens" : "content_filter");
        writer.WriteEndObject();
    }
}
