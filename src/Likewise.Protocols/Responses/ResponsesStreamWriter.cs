using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Writes an answer as the events of OpenAI's responses: items, each begun and ended before the next.</summary>
internal sealed class ResponsesStreamWriter(IBufferWriter<byte> destination, ResponsesAnswerWriter answer) : WireStreamWriter
{
    private const int NoCall = -1;

    private readonly List<RecordedPart> _said = [];
    private readonly StringBuilder _text = new();

    /// <summary>The item that is being written, without its text; null between two.</summary>
    private RecordedPart? _open;
    private int _openCall = NoCall;
    private int _callsMax = NoCall;

    private FinishReason _finish = FinishReason.Interrupted;
    private int _events;

    private protected override void WriteSaid(ResponseDelta delta)
    {
        switch (delta)
        {
            case FinishDelta finish:
                _finish = finish.Finish;
                break;
            case TextDelta text:
                Add(new TextPart(""), NoCall, text.Text);
                break;
            case RefusalDelta refusal:
                Add(new RefusalPart(""), NoCall, refusal.Text);
                break;
            case ReasoningDelta thought:
                Add(thought);
                break;
            case ToolCallDelta call:
                Add(call);
                break;
        }
    }

    public override void Complete()
    {
        Begin();
        Close();
        var status = ResponsesAnswerWriter.StatusOf(_finish);
        WriteResponse($"response.{status}", _finish);
    }

    private void Add(ReasoningDelta thought)
    {
        Add(new ReasoningPart("", null), NoCall, thought.Text);
        if (thought.Signature is not { } signature)
            return;
        _open = new ReasoningPart("", signature);
        Close(); // A signature ends the thought that it proves.
    }

    private void Add(ToolCallDelta call)
    {
        if (call.Call != _openCall && call.Call <= _callsMax)
            throw new ProtocolException("A tool call goes on after another has begun.");
        _callsMax = Math.Max(_callsMax, call.Call);
        Add(new ToolCallPart(call.Id ?? "", call.Name ?? "", ""), call.Call, call.Arguments);
    }

    private void Add(RecordedPart part, int call, string text)
    {
        if (_open?.GetType() != part.GetType() || call != _openCall)
        {
            Begin();
            Close();
            (_open, _openCall) = (part, call);
            Open(part);
        }

        if (text.Length == 0)
            return;
        if (_text.Length == 0)
            OpenPart(part);
        _text.Append(text);
        WriteEvent($"{PrefixOf(part)}.delta", writer =>
        {
            WritePlace(writer, part);
            writer.WriteString("delta", text);
        });
    }

    private void Begin()
    {
        if (_events > 0)
            return;
        WriteResponse("response.created", null);
        WriteResponse("response.in_progress", null);
    }

    private void Open(RecordedPart part) => WriteEvent("response.output_item.added", writer =>
    {
        writer.WriteNumber("output_index", _said.Count);
        writer.WritePropertyName("item");
        answer.WriteItem(writer, part, _said.Count, isWhole: false);
    });

    private void OpenPart(RecordedPart part)
    {
        if (part is not ToolCallPart)
            WritePartEvent(part, "added", "");
    }

    private void Close()
    {
        if (_open is null)
            return;

        var (part, text) = (Whole(_open, _text.ToString()), _text.ToString());
        if (text.Length > 0 || part is ToolCallPart)
        {
            WriteEvent($"{PrefixOf(part)}.done", writer =>
            {
                WritePlace(writer, part);
                writer.WriteString(part is ToolCallPart ? "arguments" : part is RefusalPart ? "refusal" : "text", text);
            });
        }

        if (text.Length > 0 && part is not ToolCallPart)
            WritePartEvent(part, "done", text);
        WriteEvent("response.output_item.done", writer =>
        {
            writer.WriteNumber("output_index", _said.Count);
            writer.WritePropertyName("item");
            answer.WriteItem(writer, part, _said.Count, isWhole: true);
        });
        _said.Add(part);
        _text.Clear();
        (_open, _openCall) = (null, NoCall);
    }

    private void WritePartEvent(RecordedPart part, string happened, string text)
    {
        var kind = part is ReasoningPart ? "reasoning_summary_part" : "content_part";
        WriteEvent($"response.{kind}.{happened}", writer =>
        {
            WritePlace(writer, part);
            writer.WritePropertyName("part");
            ResponsesAnswerWriter.WritePart(writer, part, text);
        });
    }

    /// <summary>Where in the answer an event belongs.</summary>
    private void WritePlace(Utf8JsonWriter writer, RecordedPart part)
    {
        writer.WriteString("item_id", answer.IdOf(part, _said.Count));
        writer.WriteNumber("output_index", _said.Count);
        if (part is ReasoningPart)
            writer.WriteNumber("summary_index", 0);
        else if (part is not ToolCallPart)
            writer.WriteNumber("content_index", 0);
        if (part is not TextPart)
            return;
        writer.WriteStartArray("logprobs");
        writer.WriteEndArray();
    }

    private void WriteResponse(string type, FinishReason? finish) => WriteEvent(type, writer =>
    {
        writer.WriteStartObject("response");
        answer.Write(writer, Model, _said, finish, Usage);
        writer.WriteEndObject();
    });

    private void WriteEvent(string type, Action<Utf8JsonWriter> writeMembers) => SseWriter.Write(destination, type, writer =>
    {
        writer.WriteString("type", type);
        writer.WriteNumber("sequence_number", _events++);
        writeMembers(writer);
    });

    private static string PrefixOf(RecordedPart part) => part switch
    {
        ToolCallPart => "response.function_call_arguments",
        ReasoningPart => "response.reasoning_summary_text",
        RefusalPart => "response.refusal",
        _ => "response.output_text",
    };

    private static RecordedPart Whole(RecordedPart part, string text) => part switch
    {
        TextPart => new TextPart(text),
        RefusalPart => new RefusalPart(text),
        ReasoningPart thought => thought with { Text = text },
        ToolCallPart call => call with { Arguments = text },
        _ => part,
    };
}
