using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Writes an answer as the events of a completion.</summary>
/// <param name="destination">Receives the events, UTF-8.</param>
/// <param name="head">The answer's name and time.</param>
/// <param name="withUsage">Whether the caller asked for an event with the usage.</param>
internal sealed class CompletionsStreamWriter(IBufferWriter<byte> destination, AnswerHead head, bool withUsage) : WireStreamWriter
{
    private protected override void WriteSaid(ResponseDelta delta)
    {
        switch (delta)
        {
            case TextDelta text:
                WriteEvent(writer => CompletionsRequest.WriteChoice(writer, text.Choice, text.Text, null), null);
                break;
            case FinishDelta finish:
                WriteEvent(
                    writer => CompletionsRequest.WriteChoice(writer, finish.Choice, "", ChatFinish.Write(finish.Finish)), null);
                break;
        }
    }

    public override void Complete()
    {
        if (withUsage)
            WriteEvent(static _ => { }, Usage);
        destination.Write("data: [DONE]\n\n"u8);
    }

    private void WriteEvent(Action<Utf8JsonWriter> writeChoices, TokenUsage? usage) => SseWriter.Write(destination, "", writer =>
    {
        CompletionsRequest.WriteHead(writer, head, Model);
        writer.WriteStartArray("choices");
        writeChoices(writer);
        writer.WriteEndArray();
        if (usage is { } known)
            ChatUsage.Write(writer, known);
    });
}
