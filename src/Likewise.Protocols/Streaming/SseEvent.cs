namespace Likewise.Protocols;

/// <summary>One event of a stream of server-sent events (WHATWG HTML, 9.2).</summary>
/// <param name="Raw">Its bytes as they came, with the blank line behind it. Comments before it belong to it.</param>
/// <param name="Name">The event's name; empty where it has none.</param>
/// <param name="Data">Its data, lines joined by a line feed; empty where it has none.</param>
public readonly record struct SseEvent(ReadOnlyMemory<byte> Raw, string Name, ReadOnlyMemory<byte> Data);
