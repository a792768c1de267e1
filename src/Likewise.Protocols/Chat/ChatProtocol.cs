namespace Likewise.Protocols;

/// <summary>OpenAI's <c>POST /v1/chat/completions</c>.</summary>
internal sealed class ChatProtocol : WireProtocol
{
    public const string IdPrefix = "chatcmpl-";

    public override string Path => "/chat/completions";

    public override WireRequest ParseRequest(ReadOnlySpan<byte> body, ProtocolLimits limits, string features = "") =>
        ChatRequestParser.Parse(body, limits);

    public override WireAnswer ParseAnswer(ReadOnlySpan<byte> body, ProtocolLimits limits) =>
        ChatCompletionParser.Parse(body, limits);

    public override WireStreamParser CreateStreamParser(ProtocolLimits limits) => new ChatStreamParser(limits);

    public override byte[] WriteError(int status, ChatError fault) => fault.ToJson();
}
