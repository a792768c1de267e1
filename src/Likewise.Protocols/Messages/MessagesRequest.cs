using System.Buffers;

namespace Likewise.Protocols;

/// <summary>A request of Anthropic's <c>POST /v1/messages</c>.</summary>
internal sealed record MessagesRequest : WireRequest
{
    public override string? ObjectionTo(RecordedResponse response) => response.Choices.Count == 1
        ? response.Choices[0].Parts.OfType<ToolCallPart>().Any(call => !MessagesTool.IsInput(call.Arguments))
            ? "a tool call's arguments are no JSON object"
            : null
        : "there are several answers";

    public override void WriteAnswer(IBufferWriter<byte> destination, RecordedResponse response, AnswerHead head) =>
        MessagesAnswerWriter.Write(destination, response, head);

    public override WireStreamWriter CreateStreamWriter(IBufferWriter<byte> destination, AnswerHead head) =>
        new MessagesStreamWriter(destination, head);
}
