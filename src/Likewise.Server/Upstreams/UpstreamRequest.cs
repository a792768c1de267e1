namespace Likewise.Server;

/// <summary>
/// A chat request on its way to the model. It holds nothing of the connection that it came by: others may wait for the same
/// answer when that connection is gone.
/// </summary>
/// <param name="Body">The JSON, forwarded byte for byte.</param>
/// <param name="Query">The query string with its question mark; empty for none.</param>
/// <param name="Headers">The caller's headers that are passed on.</param>
internal sealed record UpstreamRequest(
    ReadOnlyMemory<byte> Body, string Query, IReadOnlyList<KeyValuePair<string, string>> Headers);
