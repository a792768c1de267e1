namespace Likewise.Encoder;

/// <summary>The weights of an ONNX file, and what is done with them.</summary>
/// <param name="Tensors">By name.</param>
/// <param name="Nodes">In the file's order.</param>
internal sealed record OnnxGraph(IReadOnlyDictionary<string, OnnxTensor> Tensors, IReadOnlyList<OnnxNode> Nodes);

/// <summary>A tensor of float32.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its sizes, outermost first.</param>
/// <param name="Values">Its numbers, four bytes each, little-endian.</param>
internal sealed record OnnxTensor(string Name, long[] Shape, byte[] Values);

/// <summary>A step of the computation.</summary>
/// <param name="Type">What is done: <c>MatMul</c>.</param>
/// <param name="Inputs">Names of what it takes.</param>
/// <param name="Outputs">Names of what it gives.</param>
internal sealed record OnnxNode(string Type, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);
