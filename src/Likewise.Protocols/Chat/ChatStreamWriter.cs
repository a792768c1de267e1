using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Writes an answer as OpenAI's <c>chat.completion.chunk</c> events.</summary>
/// <param name="destination">Receives the events, UTF-8.</param>
/// <param name="head">The answer's name and time.</param>
/// <param name="withUsage">Whether the caller asked for an event with the usage (<c>stream_options.include_usage</c>).</param>
internal sealed class ChatStreamWriter(IBufferWriter<byte> destination, AnswerHead head, bool withUsage) : WireStreamWriter
{
    private readonly HashSet<int> _begun = [];

    private protected override void WriteSaid(ResponseDelta delta)
    {
        switch (delta)
        {
            case TextDelta text:
                WriteText(text.Choice, "content", text.Text);
                break;
            case ReasoningDelta { Text: { Length: > 0 } thought } reasoning: // Signatures have no place in this protocol.
                WriteText(reasoning.Choice, "reasoning_content", thought);
                break;
            case RefusalDelta refusal:
                WriteText(refusal.Choice, "refusal", refusal.Text);
                break;
            case ToolCallDelta call:
                WriteCall(call);
                break;
            case FinishDelta finish:
                WriteChoice(finish.Choice, static (_, _) => { }, "", ChatFinish.Write(finish.Finish));
                break;
        }
    }

    public override void Complete()
    {
        if (withUsage)
        {
            WriteEvent(writer =>
            {
                writer.WriteStartArray("choices");
                writer.WriteEndArray();
                ChatUsage.Write(writer, Usage);
            });
        }

        destination.Write("data: [DONE]\n\n"u8);
    }

    private void WriteText(int choice, string field, string text) =>
        WriteChoice(choice, static (writer, said) => writer.WriteString(said.field, said.text), (field, text), null);

    private void WriteCall(ToolCallDelta call) => WriteChoice(
        call.Choice,
        static (writer, call) =>
        {
            writer.WriteStartArray("tool_calls");
            writer.WriteStartObject();
            writer.WriteNumber("index", call.Call);
            if (call.Id is not null)
            {
                writer.WriteString("id", call.Id);
                writer.WriteString("type", "function");
            }

            writer.WriteStartObject("function");
            if (call.Name is not null)
                writer.WriteString("name", call.Name);
            writer.WriteString("arguments", call.Arguments);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndArray();
        },
        call,
        null);

    private void WriteChoice<TSaid>(int choice, Action<Utf8JsonWriter, TSaid> writeDelta, TSaid said, string? finish)
    {
        // The first event of an answer says who speaks, and nothing else: as the services do it.
        if (_begun.Add(choice))
            WriteChoice(choice, static (writer, _) => WriteRole(writer), said, null);

        WriteEvent(writer =>
        {
            writer.WriteStartArray("choices");
            writer.WriteStartObject();
            writer.WriteNumber("index", choice);
            writer.WriteStartObject("delta");
            writeDelta(writer, said);
            writer.WriteEndObject();
            writer.WriteNull("logprobs");
            writer.WriteString("finish_reason", finish);
            writer.WriteEndObject();
            writer.WriteEndArray();
            if (withUsage)
                writer.WriteNull("usage");
        });
    }

    private static void WriteRole(Utf8JsonWriter writer)
    {
        writer.WriteString("role", "assistant");
        writer.WriteString("content", "");
        writer.WriteNull("refusal");
    }

    private void WriteEvent(Action<Utf8JsonWriter> writeRest) => SseWriter.Write(destination, "", writer =>
    {
        writer.WriteString("id", ChatProtocol.IdPrefix + head.Id);
        writer.WriteString("object", "chat.completion.chunk");
        writer.WriteNumber("created", head.Created.ToUnixTimeSeconds());
        writer.WriteString("model", Model);
        writeRest(writer);
    });
}
