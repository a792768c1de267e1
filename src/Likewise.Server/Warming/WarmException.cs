namespace Likewise.Server;

/// <summary>A source of prompts cannot be used; the message says what to do instead.</summary>
public sealed class WarmException(string message) : Exception(message);
