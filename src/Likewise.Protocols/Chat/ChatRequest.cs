using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>A request of OpenAI's <c>POST /v1/chat/completions</c>.</summary>
public sealed record ChatRequest : WireRequest
{
    /// <summary>Whether a stream is to end with a chunk that has the usage.</summary>
    public required bool WantsStreamUsage { get; init; }

    /// <summary>How many answers are asked for, <c>n</c>: at least 1.</summary>
    public required long Choices { get; init; }

    /// <inheritdoc/>
    public override string StreamForm => WantsStreamUsage ? "usage" : "";

    /// <summary>Reads a request.</summary>
    /// <param name="body">The JSON, UTF-8. Not kept.</param>
    /// <param name="limits">How much is read; null for the defaults.</param>
    /// <exception cref="ProtocolException">The body is not such a request; the message names the field.</exception>
    public static ChatRequest Parse(ReadOnlySpan<byte> body, ProtocolLimits? limits = null) =>
        ChatRequestParser.Parse(body, limits ?? ProtocolLimits.Default);

    /// <summary>Writes a request of one user message.</summary>
    /// <returns>The JSON, UTF-8; reading it back gives the prompt in the same scope.</returns>
    public static byte[] Write(string model, string prompt)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ProtocolJson.Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("model", model);
            writer.WriteStartArray("messages");
            writer.WriteStartObject();
            writer.WriteString("role", "user");
            writer.WriteString("content", prompt);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public override void WriteAnswer(IBufferWriter<byte> destination, RecordedResponse response, AnswerHead head) =>
        ChatCompletionWriter.Write(destination, response, head);

    /// <inheritdoc/>
    public override WireStreamWriter CreateStreamWriter(IBufferWriter<byte> destination, AnswerHead head) =>
        new ChatStreamWriter(destination, head, WantsStreamUsage);
}
