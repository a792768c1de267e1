namespace Likewise.Server;

/// <summary>How a stream is written. Streams of one format can be passed on byte for byte.</summary>
/// <param name="Protocol">The protocol's path: <c>/v1/chat/completions</c>.</param>
/// <param name="HasUsage">Whether the usage is an event of its own, which some callers ask for.</param>
internal sealed record WireFormat(string Protocol, bool HasUsage);
