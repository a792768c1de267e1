namespace Likewise.Protocols;

/// <summary>A request to OpenAI's <c>POST /v1/embeddings</c>.</summary>
/// <param name="Model">The model asked for; empty where none is named.</param>
/// <param name="Texts">What to embed, in order; null where it is given as tokens, which only their own model reads.</param>
/// <param name="IsBase64">Whether vectors are wanted as base64 of little-endian float32, and not as numbers.</param>
/// <param name="Dimensions">How long the vectors are to be; null where nothing is said.</param>
public sealed record EmbeddingsRequest(string Model, IReadOnlyList<string>? Texts, bool IsBase64, long? Dimensions)
{
    /// <summary>Reads a request.</summary>
    /// <param name="body">The JSON, UTF-8. Not kept.</param>
    /// <param name="limits">How much is read; null for the defaults.</param>
    /// <exception cref="ProtocolException">The body is no such request; the message names the field.</exception>
    public static EmbeddingsRequest Parse(ReadOnlySpan<byte> body, ProtocolLimits? limits = null) =>
        EmbeddingsRequestParser.Parse(body, limits ?? ProtocolLimits.Default);
}
