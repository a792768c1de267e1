using System.Runtime.InteropServices;
using System.Text;

namespace Likewise.Tests.Encoder.Models;

/// <summary>Weights as an exporter writes them to ONNX: linear ones transposed and under numbers, the rest by name.</summary>
internal static class OnnxFile
{
    public static byte[] Of(SyntheticModel model)
    {
        var graph = new List<byte>();
        foreach (var (name, shape, values) in model.Tensors)
        {
            var isLinear = name.EndsWith(".weight", StringComparison.Ordinal) && shape.Length == 2
                && !name.StartsWith("embeddings.", StringComparison.Ordinal);
            if (!isLinear)
            {
                graph.AddRange(Field(5, Tensor(name, shape, values)));
                continue;
            }
            var number = $"onnx::MatMul_{graph.Count}";
            graph.AddRange(Field(5, Tensor(number, [shape[1], shape[0]], Transpose(values, shape[0], shape[1]))));
            graph.AddRange(Field(1, Node("MatMul", [$"x{graph.Count}", number], $"{number}_output")));
            graph.AddRange(Field(1, Node("Add", [name.Replace(".weight", ".bias", StringComparison.Ordinal),
                $"{number}_output"], "y")));
        }
        return [.. Field(2, "an exporter"), .. Field(7, [.. graph])];
    }

    private static byte[] Tensor(string name, int[] shape, float[] values) =>
    [
        .. shape.SelectMany(size => Number(1, size)), .. Number(2, 1), .. Field(8, name),
        .. Field(9, MemoryMarshal.AsBytes(values.AsSpan()).ToArray()),
    ];

    private static byte[] Node(string type, string[] inputs, string output) =>
        [.. inputs.SelectMany(input => Field(1, input)), .. Field(2, output), .. Field(4, type)];

    private static float[] Transpose(float[] values, int rows, int columns) =>
        [.. Enumerable.Range(0, values.Length).Select(i => values[i % rows * columns + i / rows])];

    private static byte[] Field(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int field, byte[] bytes) => [.. Varint(field << 3 | 2), .. Varint(bytes.Length), .. bytes];

    private static byte[] Number(int field, int value) => [.. Varint(field << 3), .. Varint(value)];

    private static byte[] Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value > 0x7F; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }
}
