namespace Likewise.Protocols;

/// <summary>A protocol in which clients ask models. Immutable; safe for concurrent use.</summary>
public abstract class WireProtocol
{
    private protected WireProtocol()
    {
    }

    /// <summary>OpenAI's chat completions, which most services speak.</summary>
    public static WireProtocol Chat { get; } = new ChatProtocol();

    /// <summary>OpenAI's responses.</summary>
    public static WireProtocol Responses { get; } = new ResponsesProtocol();

    /// <summary>Anthropic's messages.</summary>
    public static WireProtocol Messages { get; } = new MessagesProtocol();

    /// <summary>OpenAI's completions, from before there were chats.</summary>
    public static WireProtocol Completions { get; } = new CompletionsProtocol();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<WireProtocol> All { get; } = [Chat, Responses, Messages, Completions];

    /// <summary>Where its requests go, behind <c>/v1</c>: <c>/chat/completions</c>.</summary>
    public abstract string Path { get; }

    /// <summary>The header that switches on what a service is still trying out: part of the request. Null for none.</summary>
    public virtual string? FeatureHeader => null;

    /// <summary>Reads a request.</summary>
    /// <param name="body">The JSON, UTF-8. Not kept.</param>
    /// <param name="limits">How much is read.</param>
    /// <param name="features">The value of <see cref="FeatureHeader"/>; empty where it is absent.</param>
    /// <exception cref="ProtocolException">The body is not such a request; the message names the field.</exception>
    public abstract WireRequest ParseRequest(ReadOnlySpan<byte> body, ProtocolLimits limits, string features = "");

    /// <summary>Reads a whole answer.</summary>
    /// <param name="body">The JSON, UTF-8. Not kept.</param>
    /// <param name="limits">How much is read.</param>
    /// <exception cref="ProtocolException">The body is not such an answer; the message names the field.</exception>
    public abstract WireAnswer ParseAnswer(ReadOnlySpan<byte> body, ProtocolLimits limits);

    /// <summary>What reads one streamed answer.</summary>
    /// <param name="limits">How much of an event is read.</param>
    public abstract WireStreamParser CreateStreamParser(ProtocolLimits limits);

    /// <summary>An error as this protocol's clients expect it.</summary>
    /// <param name="status">The HTTP status that it goes with.</param>
    /// <param name="fault">What is wrong.</param>
    /// <returns>The JSON, UTF-8.</returns>
    public abstract byte[] WriteError(int status, ChatError fault);
}
