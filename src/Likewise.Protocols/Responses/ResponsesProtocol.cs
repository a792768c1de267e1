namespace Likewise.Protocols;

/// <summary>OpenAI's <c>POST /v1/responses</c>.</summary>
internal sealed class ResponsesProtocol : WireProtocol
{
    public const string IdPrefix = "resp_";

    public override string Path => "/responses";

    public override WireRequest ParseRequest(ReadOnlySpan<byte> body, ProtocolLimits limits, string features = "") =>
        ResponsesRequestParser.Parse(body, limits);

    public override WireAnswer ParseAnswer(ReadOnlySpan<byte> body, ProtocolLimits limits) =>
        ResponsesAnswerParser.Parse(JsonBody.Parse(body, limits));

    public override WireStreamParser CreateStreamParser(ProtocolLimits limits) => new ResponsesStreamParser(limits);

    public override byte[] WriteError(int status, ChatError fault) => fault.ToJson();
}
