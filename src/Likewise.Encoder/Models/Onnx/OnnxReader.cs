using System.Text;

namespace Likewise.Encoder;

/// <summary>
/// Reads as much of an ONNX file as its weights need: the initial values of its graph and what its nodes take and give. The file
/// is one protobuf message; fields that are not asked for are passed over.
/// </summary>
internal ref struct OnnxReader(ReadOnlySpan<byte> message)
{
    // Field numbers from the schema that ONNX publishes, onnx.proto.
    private const int ModelGraph = 7, GraphNode = 1, GraphInitializer = 5;
    private const int NodeInput = 1, NodeOutput = 2, NodeType = 4;
    private const int TensorDimension = 1, TensorType = 2, TensorFloats = 4, TensorName = 8, TensorRaw = 9, TensorExternal = 13;
    private const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;
    private const int Float32 = 1;

    private ReadOnlySpan<byte> _rest = message;
    private int _field;
    private ulong _number;
    private ReadOnlySpan<byte> _bytes;

    /// <summary>Reads a model.</summary>
    /// <exception cref="FormatException">It is no ONNX file, or cut short.</exception>
    public static OnnxGraph ReadModel(ReadOnlySpan<byte> model)
    {
        var (tensors, nodes) = (new Dictionary<string, OnnxTensor>(StringComparer.Ordinal), new List<OnnxNode>());
        for (var fields = new OnnxReader(model); fields.MoveNext();)
        {
            if (fields._field != ModelGraph) continue;
            for (var parts = new OnnxReader(fields._bytes); parts.MoveNext();)
            {
                if (parts._field == GraphNode) nodes.Add(ReadNode(parts._bytes));
                if (parts._field == GraphInitializer && ReadTensor(parts._bytes) is { } tensor) tensors[tensor.Name] = tensor;
            }
        }
        return tensors.Count > 0
            ? new OnnxGraph(tensors, nodes)
            : throw new FormatException("it has no weights in float32");
    }

    private static OnnxNode ReadNode(ReadOnlySpan<byte> message)
    {
        var (inputs, outputs, type) = (new List<string>(), new List<string>(), "");
        for (var fields = new OnnxReader(message); fields.MoveNext();)
        {
            if (fields._field == NodeInput) inputs.Add(Encoding.UTF8.GetString(fields._bytes));
            if (fields._field == NodeOutput) outputs.Add(Encoding.UTF8.GetString(fields._bytes));
            if (fields._field == NodeType) type = Encoding.UTF8.GetString(fields._bytes);
        }
        return new OnnxNode(type, inputs, outputs);
    }

    /// <summary>A tensor of float32; null for one of another kind.</summary>
    private static OnnxTensor? ReadTensor(ReadOnlySpan<byte> message)
    {
        var (name, shape, type) = ("", new List<long>(), 0UL);
        var values = ReadOnlySpan<byte>.Empty;
        for (var fields = new OnnxReader(message); fields.MoveNext();)
        {
            switch (fields._field)
            {
                case TensorDimension when fields._bytes.IsEmpty: shape.Add((long)fields._number); break;
                case TensorDimension:
                    for (var sizes = new OnnxReader(fields._bytes); !sizes._rest.IsEmpty;)
                        shape.Add((long)sizes.ReadVarint());
                    break;
                case TensorType: type = fields._number; break;
                case TensorName: name = Encoding.UTF8.GetString(fields._bytes); break;
                case TensorFloats or TensorRaw: values = fields._bytes; break;
                case TensorExternal: throw new FormatException($"the weights of '{name}' are in a file beside it");
            }
        }
        if (type != Float32) return null;
        return values.Length == 4 * shape.Aggregate(1L, (product, size) => checked(product * size))
            ? new OnnxTensor(name, [.. shape], values.ToArray())
            : throw new FormatException($"the weights of '{name}' do not fit their shape");
    }

    /// <summary>Reads the next field, its number or its bytes.</summary>
    private bool MoveNext()
    {
        if (_rest.IsEmpty) return false;
        var key = ReadVarint();
        _field = (int)(key >> 3);
        _number = 0;
        _bytes = default;
        switch (key & 7)
        {
            case Varint: _number = ReadVarint(); break;
            case Fixed64: Take(8); break;
            case Fixed32: Take(4); break;
            case Bytes: _bytes = Take(ReadVarint()); break;
            default: throw new FormatException("a field of it has an unknown form");
        }
        return true;
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length) throw new FormatException("it is cut short");
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
        throw new FormatException("a number of it has more than 64 bits");
    }
}
