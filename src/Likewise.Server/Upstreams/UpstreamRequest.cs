namespace Likewise.Server;

/// <summary>
/// A request on its way to the model's service, a chat unless told otherwise. It holds nothing of the connection that it came by:
/// others may wait for the same answer when that connection is gone.
/// </summary>
/// <param name="Body">The body, forwarded byte for byte.</param>
/// <param name="Query">The query string with its question mark; empty for none.</param>
/// <param name="Headers">The caller's headers that are passed on.</param>
internal sealed record UpstreamRequest(
    ReadOnlyMemory<byte> Body, string Query, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    public const string ChatPath = "/chat/completions";
    public const string EmbeddingsPath = "/embeddings";

    /// <summary>Which upstream is asked.</summary>
    public required Upstream To { get; init; }

    public string Method { get; init; } = "POST";

    /// <summary>The path behind <c>/v1</c>, encoded, with its leading slash.</summary>
    public string Path { get; init; } = ChatPath;

    /// <summary>Whether it speaks Anthropic's protocol, which has a header of its own for keys.</summary>
    public bool IsForAnthropic => Path.StartsWith("/messages", StringComparison.Ordinal)
        || Headers.Any(header => header.Key.StartsWith("anthropic-", StringComparison.OrdinalIgnoreCase));

    /// <summary>What the body is; null where there is none.</summary>
    public string? ContentType { get; init; } = "application/json";
}
