using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Writes an answer as the events of Anthropic's messages: blocks, each begun and ended before the next.</summary>
internal sealed class MessagesStreamWriter(IBufferWriter<byte> destination, AnswerHead head) : WireStreamWriter
{
    private const int NoCall = -1;

    private FinishDelta _finish = new(0, FinishReason.Interrupted);
    private bool _hasBegun;

    /// <summary>The block that is open, and the tool call that it is; blocks are numbered from 0.</summary>
    private (string? Type, int Call) _open;
    private int _block = -1;
    private int _callsMax = NoCall;

    private protected override void WriteSaid(ResponseDelta delta)
    {
        switch (delta)
        {
            case FinishDelta finish:
                _finish = finish;
                break;
            case TextDelta text:
                WriteText(text.Text);
                break;
            case RefusalDelta refusal:
                WriteText(refusal.Text);
                break;
            case ReasoningDelta thought:
                WriteThought(thought);
                break;
            case ToolCallDelta call:
                WriteCall(call);
                break;
        }
    }

    public override void Complete()
    {
        Begin();
        Close();
        WriteEvent("message_delta", writer =>
        {
            writer.WriteStartObject("delta");
            MessagesAnswerWriter.WriteFinish(writer, _finish.Finish, _finish.StopSequence);
            writer.WriteEndObject();
            MessagesUsage.Write(writer, Usage);
        });
        WriteEvent("message_stop", static _ => { });
    }

    private void WriteText(string text)
    {
        if (text.Length == 0)
            return;
        Open("text", NoCall, static writer => writer.WriteString("text", ""));
        WriteDelta("text_delta", "text", text);
    }

    private void WriteThought(ReasoningDelta thought)
    {
        Open("thinking", NoCall, static writer =>
        {
            writer.WriteString("thinking", "");
            writer.WriteString("signature", "");
        });
        if (thought.Text.Length > 0)
            WriteDelta("thinking_delta", "thinking", thought.Text);
        if (thought.Signature is not { } signature)
            return;
        WriteDelta("signature_delta", "signature", signature);
        Close(); // A signature ends the thought that it proves.
    }

    private void WriteCall(ToolCallDelta call)
    {
        if (_open != ("tool_use", call.Call) && call.Call <= _callsMax)
            throw new ProtocolException("A tool call goes on after another has begun.");

        _callsMax = Math.Max(_callsMax, call.Call);
        Open("tool_use", call.Call, writer =>
        {
            writer.WriteString("id", call.Id ?? "");
            writer.WriteString("name", call.Name ?? "");
            writer.WriteStartObject("input");
            writer.WriteEndObject();
            MessagesAnswerWriter.WriteCaller(writer);
        });
        if (call.Arguments.Length > 0)
            WriteDelta("input_json_delta", "partial_json", call.Arguments);
    }

    private void Begin()
    {
        if (_hasBegun)
            return;
        _hasBegun = true;
        WriteEvent("message_start", writer =>
        {
            writer.WriteStartObject("message");
            MessagesAnswerWriter.WriteHead(writer, head, Model);
            writer.WriteStartArray("content");
            writer.WriteEndArray();
            MessagesAnswerWriter.WriteFinish(writer, FinishReason.Interrupted, null);
            MessagesUsage.Write(writer, Usage with { OutputTokens = 0 });
            writer.WriteEndObject();
        });
    }

    private void Open(string type, int call, Action<Utf8JsonWriter> writeEmpty)
    {
        if (_open == (type, call))
            return;

        Begin();
        Close();
        (_open, _block) = ((type, call), _block + 1);
        WriteEvent("content_block_start", writer =>
        {
            writer.WriteNumber("index", _block);
            writer.WriteStartObject("content_block");
            writer.WriteString("type", type);
            writeEmpty(writer);
            writer.WriteEndObject();
        });
    }

    private void Close()
    {
        if (_open.Type is null)
            return;
        _open = default;
        WriteEvent("content_block_stop", writer => writer.WriteNumber("index", _block));
    }

    private void WriteDelta(string type, string field, string text) => WriteEvent("content_block_delta", writer =>
    {
        writer.WriteNumber("index", _block);
        writer.WriteStartObject("delta");
        writer.WriteString("type", type);
        writer.WriteString(field, text);
        writer.WriteEndObject();
    });

    private void WriteEvent(string type, Action<Utf8JsonWriter> writeMembers) => SseWriter.Write(destination, type, writer =>
    {
        writer.WriteString("type", type);
        writeMembers(writer);
    });
}
