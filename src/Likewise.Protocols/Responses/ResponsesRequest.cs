using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>A request of OpenAI's <c>POST /v1/responses</c>.</summary>
internal sealed record ResponsesRequest : WireRequest
{
    /// <summary>The request as it came: its answer repeats some of it.</summary>
    public required JsonElement Body { get; init; }

    public override string? ObjectionTo(RecordedResponse response) =>
        response.Choices.Count == 1 ? null : "there are several answers";

    public override void WriteAnswer(IBufferWriter<byte> destination, RecordedResponse response, AnswerHead head)
    {
        using var writer = new Utf8JsonWriter(destination, ProtocolJson.Compact);
        new ResponsesAnswerWriter(Body, head).Write(writer, response);
    }

    public override WireStreamWriter CreateStreamWriter(IBufferWriter<byte> destination, AnswerHead head) =>
        new ResponsesStreamWriter(destination, new ResponsesAnswerWriter(Body, head));
}
