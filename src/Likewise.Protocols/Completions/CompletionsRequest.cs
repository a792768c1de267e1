using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>A request of OpenAI's <c>POST /v1/completions</c>.</summary>
internal sealed record CompletionsRequest : WireRequest
{
    /// <summary>Whether a stream is to end with an event that has the usage.</summary>
    public required bool WantsStreamUsage { get; init; }

    public override string StreamForm => WantsStreamUsage ? "usage" : "";

    public override void WriteAnswer(IBufferWriter<byte> destination, RecordedResponse response, AnswerHead head)
    {
        using var writer = new Utf8JsonWriter(destination, ProtocolJson.Compact);
        writer.WriteStartObject();
        WriteHead(writer, head, response.Model);
        writer.WriteStartArray("choices");
        for (var index = 0; index < response.Choices.Count; index++)
        {
            var choice = response.Choices[index];
            WriteChoice(
                writer, index, string.Concat(choice.Parts.OfType<TextPart>().Select(part => part.Text)),
                ChatFinish.Write(choice.Finish));
        }

        writer.WriteEndArray();
        ChatUsage.Write(writer, response.Usage);
        writer.WriteEndObject();
    }

    public override WireStreamWriter CreateStreamWriter(IBufferWriter<byte> destination, AnswerHead head) =>
        new CompletionsStreamWriter(destination, head, WantsStreamUsage);

    public static void WriteHead(Utf8JsonWriter writer, AnswerHead head, string model)
    {
        writer.WriteString("id", CompletionsProtocol.IdPrefix + head.Id);
        writer.WriteString("object", "text_completion");
        writer.WriteNumber("created", head.Created.ToUnixTimeSeconds());
        writer.WriteString("model", model);
    }

    public static void WriteChoice(Utf8JsonWriter writer, int index, string text, string? finish)
    {
        writer.WriteStartObject();
        writer.WriteString("text", text);
        writer.WriteNumber("index", index);
        writer.WriteNull("logprobs");
        writer.WriteString("finish_reason", finish);
        writer.WriteEndObject();
    }
}
