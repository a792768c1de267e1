using System.Buffers.Binary;
using System.Text.Json;

namespace Likewise.Tests.Encoder.Reference;

/// <summary>Reads a safetensors file that is known to be good, every tensor as double.</summary>
internal static class SlowWeights
{
    public static Dictionary<string, double[]> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var start = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, start - 8));
        var tensors = new Dictionary<string, double[]>();
        foreach (var tensor in header.RootElement.EnumerateObject().Where(tensor => tensor.Name != "__metadata__"))
        {
            var offsets = tensor.Value.GetProperty("data_offsets");
            var data = bytes.AsSpan(start + offsets[0].GetInt32(), offsets[1].GetInt32() - offsets[0].GetInt32());
            tensors[tensor.Name.Replace("bert.", "", StringComparison.Ordinal)] =
                Widen(data, tensor.Value.GetProperty("dtype").GetString());
        }
        return tensors;
    }

    private static double[] Widen(ReadOnlySpan<byte> data, string? type)
    {
        var width = type == "F32" ? 4 : 2;
        var values = new double[type is "F32" or "F16" or "BF16" ? data.Length / width : 0];
        for (var i = 0; i < values.Length; i++)
        {
            var at = data.Slice(i * width, width);
            values[i] = type switch
            {
                "F32" => BinaryPrimitives.ReadSingleLittleEndian(at),
                "F16" => (double)BinaryPrimitives.ReadHalfLittleEndian(at),
                _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(at) << 16),
            };
        }
        return values;
    }
}
