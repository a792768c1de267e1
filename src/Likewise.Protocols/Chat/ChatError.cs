using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>An error in OpenAI's shape, which its clients turn into their own exceptions.</summary>
/// <param name="Message">What is wrong and what to do, for people.</param>
/// <param name="Type">The family: <c>invalid_request_error</c>, <c>api_error</c>.</param>
/// <param name="Param">The field at fault; null where none is.</param>
/// <param name="Code">The error's name for programs; null where the type says all.</param>
public sealed record ChatError(string Message, string Type, string? Param, string? Code)
{
    /// <summary>Writes the error.</summary>
    /// <returns>The JSON, UTF-8.</returns>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ProtocolJson.Compact))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error");
            writer.WriteString("message", Message);
            writer.WriteString("type", Type);
            writer.WriteString("param", Param);
            writer.WriteString("code", Code);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
