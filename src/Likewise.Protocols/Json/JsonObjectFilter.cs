using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Makes a JSON object of some of another's properties.</summary>
internal static class JsonObjectFilter
{
    /// <returns>The properties that are not null and are wanted; undefined when there are none.</returns>
    public static JsonElement Select(JsonElement source, ProtocolLimits limits, Func<string, bool> isWanted)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = limits.DepthMax + 1 }))
        {
            writer.WriteStartObject();
            foreach (var property in source.EnumerateObject())
            {
                if (property.Value.ValueKind != JsonValueKind.Null && isWanted(property.Name))
                    property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        const int EmptyObjectBytes = 2;
        return buffer.WrittenCount == EmptyObjectBytes
            ? default
            : JsonElement.Parse(buffer.WrittenSpan, new JsonDocumentOptions { MaxDepth = limits.DepthMax + 1 });
    }
}
