using System.Buffers.Binary;
using System.Text.Json;

namespace Likewise.Encoder;

/// <summary>
/// Writes a safetensors file of float32 tensors, in the order of their names: the same tensors are the same bytes, and so the
/// same identity.
/// </summary>
internal static class SafetensorsWriter
{
    // The header is padded so that the numbers begin at a multiple of this, as other writers do.
    private const int Alignment = 8;

    /// <param name="path">The file; written beside it first and then renamed, so that it is never there in part.</param>
    /// <param name="tensors">By name: sizes, outermost first, and numbers of four bytes each, little-endian.</param>
    public static void Write(string path, IReadOnlyDictionary<string, (long[] Shape, byte[] Values)> tensors)
    {
        var ordered = tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal).ToArray();
        var header = MakeHeader(ordered);
        var unfinished = path + ".part";
        using (var file = File.Create(unfinished))
        {
            Span<byte> length = stackalloc byte[SafetensorsHeader.PrefixBytes];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            file.Write(length);
            file.Write(header);
            foreach (var (_, tensor) in ordered)
                file.Write(tensor.Values);
        }
        File.Move(unfinished, path, overwrite: true);
    }

    private static byte[] MakeHeader(KeyValuePair<string, (long[] Shape, byte[] Values)>[] tensors)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            var start = 0L;
            foreach (var (name, (shape, values)) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                WriteList(json, "shape", shape);
                WriteList(json, "data_offsets", [start, start += values.Length]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (memory.Length % Alignment != 0)
            memory.WriteByte((byte)' ');
        return memory.ToArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, long[] numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
