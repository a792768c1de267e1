using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>A request to OpenAI's <c>POST /v1/embeddings</c>.</summary>
/// <param name="Model">The model asked for; empty where none is named.</param>
/// <param name="Texts">What to embed, in order; null where it is given as tokens, which only their own model reads.</param>
/// <param name="IsBase64">Whether vectors are wanted as base64 of little-endian float32, and not as numbers.</param>
/// <param name="Dimensions">How long the vectors are to be; null where nothing is said.</param>
public sealed record EmbeddingsRequest(string Model, IReadOnlyList<string>? Texts, bool IsBase64, long? Dimensions)
{
    private readonly JsonElement _body;

    internal EmbeddingsRequest(
        JsonElement body, string model, IReadOnlyList<EmbeddingsItem> items, bool isBase64, long? dimensions)
        : this(model, items is [{ IsTokens: false }, ..] ? [.. items.Select(item => item.Text)] : null, isBase64, dimensions) =>
        (_body, Items) = (body, items);

    /// <summary>What to embed, in order; empty where it is neither texts nor tokens, such as numbers with a fraction.</summary>
    public IReadOnlyList<EmbeddingsItem> Items { get; } = [];

    /// <summary>
    /// A JSON object with every field that can change a vector beside model and item: dimensions, and those that this version
    /// does not know. Where there are such, how vectors are written is among them, for they may say what its bytes mean.
    /// </summary>
    /// <value>Default: undefined, which means none.</value>
    public JsonElement Parameters { get; internal init; }

    /// <summary>Reads a request.</summary>
    /// <param name="body">The JSON, UTF-8. Not kept.</param>
    /// <param name="limits">How much is read; null for the defaults.</param>
    /// <exception cref="ProtocolException">The body is no such request; the message names the field.</exception>
    public static EmbeddingsRequest Parse(ReadOnlySpan<byte> body, ProtocolLimits? limits = null) =>
        EmbeddingsRequestParser.Parse(body, limits ?? ProtocolLimits.Default);

    /// <summary>Writes the same request for some of its items.</summary>
    /// <param name="items">The items.</param>
    /// <returns>The JSON, UTF-8.</returns>
    public byte[] WriteFor(IEnumerable<EmbeddingsItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ProtocolJson.Compact))
        {
            writer.WriteStartObject();
            foreach (var property in _body.EnumerateObject())
            {
                if (!property.NameEquals(EmbeddingsRequestParser.Input))
                    property.WriteTo(writer);
            }

            writer.WriteStartArray(EmbeddingsRequestParser.Input);
            foreach (var item in items)
            {
                if (item.IsTokens)
                    writer.WriteRawValue(item.Text, skipInputValidation: true);
                else
                    writer.WriteStringValue(item.Text);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
