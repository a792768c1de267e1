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
    public static byte[] Write(string model, string prompt) => Write(PromptRequest.FromText(prompt) with { Model = model });

    /// <summary>
    /// Writes what a request asks of its model, whichever protocol it came in: all of them hold their parameters in the names of
    /// this one. Whose it is and what it asks of the cache has no place in it.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <returns>
    /// The JSON, UTF-8. Reading it back gives the same scope, unless a message has more than this protocol can say.
    /// </returns>
    public static byte[] Write(PromptRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ProtocolJson.Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("model", request.Model);
            writer.WriteStartArray("messages");
            foreach (var message in request.Messages)
                WriteMessage(writer, message);
            writer.WriteEndArray();
            if (request.Temperature is { } temperature)
                writer.WriteNumber("temperature", temperature);
            if (request.Seed is { } seed)
                writer.WriteNumber("seed", seed);
            WriteMembers(writer, request.Parameters);
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

    private static void WriteMessage(Utf8JsonWriter writer, PromptMessage message)
    {
        var hasParts = message.Extra.ValueKind == JsonValueKind.Object && message.Extra.TryGetProperty("content", out _);
        writer.WriteStartObject();
        writer.WriteString("role", message.Role);
        if (!hasParts && (message.Content & PromptContent.Text) != 0)
            writer.WriteString("content", message.Text);
        WriteMembers(writer, message.Extra);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, JsonElement members)
    {
        if (members.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in members.EnumerateObject())
            member.WriteTo(writer);
    }
}
