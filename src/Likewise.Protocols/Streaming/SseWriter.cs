using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Writes server-sent events that have an object for data.</summary>
internal static class SseWriter
{
    /// <param name="destination">Receives the event and the blank line behind it.</param>
    /// <param name="name">The event's name, ASCII; empty for none.</param>
    /// <param name="writeMembers">Writes what stands in the object.</param>
    public static void Write(IBufferWriter<byte> destination, string name, Action<Utf8JsonWriter> writeMembers)
    {
        if (name.Length > 0)
        {
            destination.Write("event: "u8);
            destination.Write(Encoding.ASCII.GetBytes(name));
            destination.Write("\n"u8);
        }

        destination.Write("data: "u8);
        using (var writer = new Utf8JsonWriter(destination, ProtocolJson.Compact))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        destination.Write("\n\n"u8);
    }
}
