using System.Buffers.Binary;
using System.Text.Json;

namespace Likewise.Encoder;

/// <summary>
/// The head of a safetensors file: the length of the JSON that follows (8 bytes, little-endian), then one object that maps names
/// to <c>{"dtype", "shape", "data_offsets": [begin, end]}</c>, then the data, which the tensors cover without gap or overlap.
/// </summary>
internal static class SafetensorsHeader
{
    public const int PrefixBytes = 8;

    // A header is some 11 kB for a model of 100 tensors; no BERT comes near this.
    private const int MaxBytes = 16 << 20;

    /// <summary>Reads the length of the JSON.</summary>
    /// <param name="prefix">The first 8 bytes, or fewer where the file ends.</param>
    /// <param name="fileBytes">The file's length.</param>
    /// <exception cref="FormatException">It is no length that this file could have.</exception>
    public static int ReadLength(ReadOnlySpan<byte> prefix, long fileBytes)
    {
        if (prefix.Length < PrefixBytes)
            throw new FormatException($"the file ends after {fileBytes} bytes, before its header begins");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length is < 2 or > MaxBytes)
            throw new FormatException($"the header claims {length} bytes; 2 to {MaxBytes} are possible");
        if ((long)length > fileBytes - PrefixBytes)
            throw new FormatException($"the header claims {length} bytes, but the file ends after {fileBytes}");
        return (int)length;
    }

    /// <summary>Reads the JSON.</summary>
    /// <param name="json">The header.</param>
    /// <param name="dataBytes">How many bytes follow it.</param>
    /// <exception cref="FormatException">It is broken, or does not describe what follows.</exception>
    public static Dictionary<string, Tensor> Parse(ReadOnlyMemory<byte> json, long dataBytes)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Name != "__metadata__" && !tensors.TryAdd(property.Name, ParseTensor(property)))
                    throw new FormatException($"tensor '{property.Name}' is listed twice");
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"the header is broken ({fault.Message})", fault);
        }
        CheckCover(tensors.Values, dataBytes);
        return tensors;
    }

    private static Tensor ParseTensor(JsonProperty property)
    {
        var type = property.Value.GetProperty("dtype").GetString() ?? "null";
        var width = BytesPerValue(type)
            ?? throw new FormatException($"tensor '{property.Name}' has the unknown number format '{type}'");
        var (shape, offsets) = (ReadIntegers(property, "shape"), ReadIntegers(property, "data_offsets"));
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0])
            throw new FormatException($"tensor '{property.Name}' has impossible offsets [{string.Join(", ", offsets)}]");

        var tensor = new Tensor(property.Name, Readable(type), type, shape, offsets[0], offsets[1] - offsets[0]);
        if (CountBytes(shape, width) != tensor.Length)
            throw new FormatException(
                $"tensor '{property.Name}' has {tensor.Length} bytes, which do not fit its shape {tensor.ShapeText} of {type}");
        return tensor;
    }

    private static long[] ReadIntegers(JsonProperty tensor, string name) =>
    [
        .. tensor.Value.GetProperty(name).EnumerateArray().Select(element => element.TryGetInt64(out var value)
            ? value
            : throw new FormatException(
                $"tensor '{tensor.Name}' has {element} in its '{name}', which is no integer that a file could have")),
    ];

    /// <summary>The bytes of a shape, or -1 where a size is negative or their product too large for a file.</summary>
    private static long CountBytes(long[] shape, int width)
    {
        Int128 bytes = width;
        foreach (var size in shape)
        {
            bytes *= size;
            if (size < 0 || bytes > long.MaxValue) return -1;
        }
        return (long)bytes;
    }

    private static void CheckCover(IEnumerable<Tensor> tensors, long dataBytes)
    {
        var end = 0L;
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Start).ThenBy(tensor => tensor.Length))
        {
            if (tensor.Start != end)
                throw new FormatException(
                    $"tensor '{tensor.Name}' begins at byte {tensor.Start}, where {end} was expected: "
                    + "tensors overlap or leave a gap");
            end += tensor.Length;
        }
        if (end > dataBytes)
            throw new FormatException($"the file is cut short: its tensors need {end} bytes, {dataBytes} are there");
        if (end < dataBytes)
            throw new FormatException($"{dataBytes - end} bytes follow the last tensor");
    }

    private static TensorType Readable(string type) => type switch
    {
        "F64" => TensorType.F64,
        "F32" => TensorType.F32,
        "F16" => TensorType.F16,
        "BF16" => TensorType.BF16,
        "I8" => TensorType.I8,
        _ => TensorType.Other,
    };

    private static int? BytesPerValue(string type) => type switch
    {
        "BOOL" or "U8" or "I8" or "F8_E4M3" or "F8_E5M2" => 1,
        "U16" or "I16" or "F16" or "BF16" => 2,
        "U32" or "I32" or "F32" => 4,
        "U64" or "I64" or "F64" => 8,
        _ => null,
    };
}
