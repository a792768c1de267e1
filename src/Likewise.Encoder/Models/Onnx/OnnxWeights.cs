using System.Runtime.InteropServices;

namespace Likewise.Encoder;

/// <summary>
/// Gives the weights of an ONNX graph the names and shapes that a safetensors file has them under. Exporters keep the names of
/// biases, norms and tables, but fold the transposition of a linear layer's weights and call the result by a number; the bias
/// that is added to its product tells whose it is.
/// </summary>
internal static class OnnxWeights
{
    private const string Bias = ".bias";
    private const string Weight = ".weight";

    public static Dictionary<string, (long[] Shape, byte[] Values)> Name(OnnxGraph graph)
    {
        var named = new Dictionary<string, (long[], byte[])>(StringComparer.Ordinal);
        var products = new Dictionary<string, OnnxTensor>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            if (node is { Type: "MatMul", Inputs: [_, var right], Outputs: [var output] }
                && graph.Tensors.TryGetValue(right, out var weights))
                products[output] = weights;
        }
        foreach (var tensor in graph.Tensors.Values)
        {
            if (tensor.Name.EndsWith(Bias, StringComparison.Ordinal) || tensor.Name.EndsWith(Weight, StringComparison.Ordinal))
                named[tensor.Name] = (tensor.Shape, tensor.Values);
        }
        foreach (var sum in graph.Nodes.Where(node => node is { Type: "Add", Inputs.Count: 2 }))
        {
            var bias = sum.Inputs.FirstOrDefault(input => input.EndsWith(Bias, StringComparison.Ordinal));
            var product = sum.Inputs.FirstOrDefault(products.ContainsKey);
            if (bias is not null && product is not null && products[product] is { Shape: [var inputs, var outputs] } weights)
            {
                var transposed = Transpose(weights.Values, (int)inputs, (int)outputs);
                named[bias[..^Bias.Length] + Weight] = ([outputs, inputs], transposed);
            }
        }
        return named;
    }

    private static byte[] Transpose(ReadOnlySpan<byte> values, int rows, int columns)
    {
        var transposed = new byte[values.Length];
        var from = MemoryMarshal.Cast<byte, int>(values);
        var to = MemoryMarshal.Cast<byte, int>(transposed.AsSpan());
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                to[column * rows + row] = from[row * columns + column];
        }
        return transposed;
    }
}
