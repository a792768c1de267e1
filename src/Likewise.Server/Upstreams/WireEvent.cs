namespace Likewise.Server;

/// <summary>An event as the upstream sent it.</summary>
/// <param name="Format">How it is written.</param>
/// <param name="Bytes">The event, with the blank line behind it.</param>
/// <param name="Lost">What of the answer so far no recording holds; null for nothing. Readers of other formats miss it.</param>
internal sealed record WireEvent(WireFormat Format, ReadOnlyMemory<byte> Bytes, string? Lost);
