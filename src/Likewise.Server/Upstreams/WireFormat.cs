using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>How a stream is written. Streams of one format can be passed on byte for byte.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Form">What of it the caller asked for.</param>
internal sealed record WireFormat(WireProtocol Protocol, string Form);
