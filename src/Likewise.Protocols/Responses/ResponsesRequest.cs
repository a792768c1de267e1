using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>A request of OpenAI's <c>POST /v1/responses</c>.</summary>
public sealed record ResponsesRequest : WireRequest
{
    /// <summary>How the names of answers begin.</summary>
    public const string IdPrefix = ResponsesProtocol.IdPrefix;

    /// <summary>The answer that this request goes on from, which the service remembers; null for none.</summary>
    public string? PreviousResponseId => new JsonField(Body, "").Optional("previous_response_id")?.Text();

    /// <summary>Whether the service is to remember the answer, so that a later request may go on from it.</summary>
    public bool IsStored => !(Body.TryGetProperty("store", out var store) && store.ValueKind == JsonValueKind.False);

    /// <summary>The request as it came: its answer repeats some of it.</summary>
    internal JsonElement Body { get; init; }

    /// <summary>What was put before the model and what it said, as the items that a request sends to go on from there.</summary>
    /// <param name="response">The answer to this request, to which there is no objection.</param>
    /// <returns>A JSON array, UTF-8.</returns>
    public byte[] WriteHistory(RecordedResponse response) => ResponsesHistory.Write(Body, response);

    /// <summary>The request with what went before in place of the name under which the service remembers it.</summary>
    /// <param name="history">A JSON array, as <see cref="WriteHistory"/> gives it.</param>
    /// <returns>The JSON, UTF-8.</returns>
    public byte[] GoOnFrom(ReadOnlyMemory<byte> history) => ResponsesHistory.Join(Body, history);

    /// <inheritdoc/>
    public override string? ObjectionTo(RecordedResponse response) =>
        response.Choices.Count == 1 ? null : "there are several answers";

    /// <inheritdoc/>
    public override void WriteAnswer(IBufferWriter<byte> destination, RecordedResponse response, AnswerHead head)
    {
        using var writer = new Utf8JsonWriter(destination, ProtocolJson.Compact);
        new ResponsesAnswerWriter(Body, head).Write(writer, response);
    }

    /// <inheritdoc/>
    public override WireStreamWriter CreateStreamWriter(IBufferWriter<byte> destination, AnswerHead head) =>
        new ResponsesStreamWriter(destination, new ResponsesAnswerWriter(Body, head));
}
