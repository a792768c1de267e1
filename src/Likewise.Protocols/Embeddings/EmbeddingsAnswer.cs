using System.Buffers.Binary;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>An answer of OpenAI's <c>POST /v1/embeddings</c>.</summary>
/// <param name="Model">The model, as it names itself; empty where it does not.</param>
/// <param name="Vectors">In the order of what was asked; finite, and of one length.</param>
/// <param name="Tokens">Tokens read, all items together; 0 where unknown.</param>
public sealed record EmbeddingsAnswer(string Model, IReadOnlyList<ReadOnlyMemory<float>> Vectors, long Tokens)
{
    private const string Field = "embedding";

    /// <summary>Reads an answer, whether its vectors are numbers or base64 of little-endian float32.</summary>
    /// <param name="body">The JSON, UTF-8. Not kept.</param>
    /// <param name="count">How many vectors were asked for.</param>
    /// <param name="limits">How much is read; null for the defaults.</param>
    /// <exception cref="ProtocolException">The body is no such answer, or none to so many items.</exception>
    public static EmbeddingsAnswer Parse(ReadOnlySpan<byte> body, int count, ProtocolLimits? limits = null)
    {
        var root = JsonBody.Parse(body, limits ?? ProtocolLimits.Default);
        var vectors = new ReadOnlyMemory<float>[count];
        var (read, dimension) = (0, 0);
        foreach (var item in root.Required("data").Items())
        {
            var index = item.Optional("index")?.Integer() ?? read;
            item.Expect(index >= 0 && index < count && vectors[index].IsEmpty, $"one for each of {count} items");
            var vector = ReadVector(item.Required(Field));
            dimension = read++ == 0 ? vector.Length : dimension;
            item.Expect(vector.Length == dimension, $"a vector of {dimension} components, as the first,");
            vectors[index] = vector;
        }

        if (read < count)
            throw new ProtocolException($"'data' has {read} vectors for {count} items.", "data");
        return new EmbeddingsAnswer(
            root.Optional("model")?.Text() ?? "", vectors,
            root.Optional("usage") is { } usage ? Counted.In(usage, "prompt_tokens") : 0);
    }

    /// <summary>Reads one vector from base64 of little-endian float32.</summary>
    /// <param name="base64">The text.</param>
    /// <returns>The vector; empty where the text is none, or has a component that is not finite.</returns>
    public static ReadOnlyMemory<float> Unpack(string base64)
    {
        ArgumentNullException.ThrowIfNull(base64);
        var bytes = new byte[base64.Length / 4 * 3];
        if (!Convert.TryFromBase64String(base64, bytes, out var written) || written % sizeof(float) != 0)
            return default;

        var vector = new float[written / sizeof(float)];
        for (var at = 0; at < vector.Length; at++)
            vector[at] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(at * sizeof(float)));
        return Array.TrueForAll(vector, float.IsFinite) ? vector : default;
    }

    private static ReadOnlyMemory<float> ReadVector(JsonField field)
    {
        var vector = field.Value.ValueKind == JsonValueKind.String
            ? Unpack(field.Text())
            : field.Items().Select(Component).ToArray();
        field.Expect(!vector.IsEmpty, "a vector of finite float32");
        return vector;
    }

    private static float Component(JsonField field)
    {
        var isFinite = field.Value.ValueKind == JsonValueKind.Number && field.Value.TryGetSingle(out var value)
            && float.IsFinite(value);
        field.Expect(isFinite, "a finite float32");
        return field.Value.GetSingle();
    }
}
