using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Writes vectors as OpenAI's list of embeddings.</summary>
public static class EmbeddingsWriter
{
    /// <summary>Writes a list.</summary>
    /// <param name="destination">Receives the JSON, UTF-8.</param>
    /// <param name="model">What made the vectors.</param>
    /// <param name="vectors">Row after row. Shape [n × dimension].</param>
    /// <param name="dimension">Components of a vector, at least 1.</param>
    /// <param name="isBase64">Whether as base64 of little-endian float32, and not as numbers.</param>
    /// <param name="tokens">Tokens read, all texts together.</param>
    public static void Write(
        IBufferWriter<byte> destination, string model, ReadOnlySpan<float> vectors, int dimension, bool isBase64, long tokens)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var writer = new Utf8JsonWriter(destination);
        writer.WriteStartObject();
        writer.WriteString("object", "list");
        writer.WriteStartArray("data");
        for (var row = 0; row * dimension < vectors.Length; row++)
        {
            writer.WriteStartObject();
            writer.WriteString("object", "embedding");
            writer.WriteNumber("index", row);
            WriteVector(writer, vectors.Slice(row * dimension, dimension), isBase64);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("model", model);
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", tokens);
        writer.WriteNumber("total_tokens", tokens);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteVector(Utf8JsonWriter writer, ReadOnlySpan<float> vector, bool isBase64)
    {
        if (!isBase64)
        {
            writer.WriteStartArray("embedding");
            foreach (var component in vector)
                writer.WriteNumberValue(component);
            writer.WriteEndArray();
            return;
        }

        var bytes = new byte[vector.Length * sizeof(float)];
        for (var at = 0; at < vector.Length; at++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at * sizeof(float)), vector[at]);
        writer.WriteBase64String("embedding", bytes);
    }
}
