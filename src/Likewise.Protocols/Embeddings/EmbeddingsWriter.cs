using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Writes vectors as OpenAI's list of embeddings.</summary>
public static class EmbeddingsWriter
{
    /// <summary>Writes a list.</summary>
    /// <param name="destination">Receives the JSON, UTF-8.</param>
    /// <param name="answer">What is written.</param>
    /// <param name="isBase64">Whether vectors as base64 of little-endian float32, and not as numbers.</param>
    public static void Write(IBufferWriter<byte> destination, EmbeddingsAnswer answer, bool isBase64)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(answer);
        using var writer = new Utf8JsonWriter(destination);
        writer.WriteStartObject();
        writer.WriteString("object", "list");
        writer.WriteStartArray("data");
        for (var row = 0; row < answer.Vectors.Count; row++)
        {
            writer.WriteStartObject();
            writer.WriteString("object", "embedding");
            writer.WriteNumber("index", row);
            WriteVector(writer, answer.Vectors[row].Span, isBase64);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("model", answer.Model);
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", answer.Tokens);
        writer.WriteNumber("total_tokens", answer.Tokens);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>A vector as base64 of little-endian float32.</summary>
    /// <param name="vector">The vector.</param>
    public static string Pack(ReadOnlySpan<float> vector) => Convert.ToBase64String(BytesOf(vector));

    private static void WriteVector(Utf8JsonWriter writer, ReadOnlySpan<float> vector, bool isBase64)
    {
        if (isBase64)
        {
            writer.WriteBase64String("embedding", BytesOf(vector));
            return;
        }

        writer.WriteStartArray("embedding");
        foreach (var component in vector)
            writer.WriteNumberValue(component);
        writer.WriteEndArray();
    }

    private static byte[] BytesOf(ReadOnlySpan<float> vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        for (var at = 0; at < vector.Length; at++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at * sizeof(float)), vector[at]);
        return bytes;
    }
}
