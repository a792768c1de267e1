namespace Likewise.Protocols;

/// <summary>What came over the wire is not what the protocol says. The message is for the sender.</summary>
/// <param name="message">What is wrong and what was expected.</param>
/// <param name="param">The field at fault, as <c>messages[0].content</c>; null where the body as a whole is at fault.</param>
public sealed class ProtocolException(string message, string? param = null) : Exception(message)
{
    /// <summary>The field at fault, as <c>messages[0].content</c>; null where the body as a whole is at fault.</summary>
    public string? Param { get; } = param;
}
