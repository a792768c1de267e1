using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>A request of OpenAI's <c>POST /v1/chat/completions</c>, as far as a cache needs to know it.</summary>
/// <param name="Prompt">
/// The request in no protocol's terms, without a tenant: who asks is not for the body to say. Every field that can change the
/// answer is in it, those unknown to this version too.
/// </param>
/// <param name="IsStreamed">Whether the answer is to come as a stream.</param>
/// <param name="WantsStreamUsage">Whether a stream is to end with a chunk that has the usage.</param>
/// <param name="Choices">How many answers are asked for, <c>n</c>: at least 1.</param>
public sealed record ChatRequest(PromptRequest Prompt, bool IsStreamed, bool WantsStreamUsage, long Choices)
{
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
}
