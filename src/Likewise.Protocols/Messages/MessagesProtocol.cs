using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Anthropic's <c>POST /v1/messages</c>.</summary>
internal sealed class MessagesProtocol : WireProtocol
{
    public const string IdPrefix = "msg_";

    public override string Path => "/messages";

    public override string FeatureHeader => "anthropic-beta";

    public override WireRequest ParseRequest(ReadOnlySpan<byte> body, ProtocolLimits limits, string features = "") =>
        MessagesRequestParser.Parse(body, limits, features);

    public override WireAnswer ParseAnswer(ReadOnlySpan<byte> body, ProtocolLimits limits) =>
        MessagesAnswerParser.Parse(JsonBody.Parse(body, limits));

    public override WireStreamParser CreateStreamParser(ProtocolLimits limits) => new MessagesStreamParser(limits);

    public override byte[] WriteError(int status, ChatError fault)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ProtocolJson.Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "error");
            writer.WriteStartObject("error");
            writer.WriteString("type", TypeOf(status));
            writer.WriteString("message", fault.Message);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>What Anthropic calls an error of a status (docs.claude.com, “Errors”).</summary>
    private static string TypeOf(int status) => status switch
    {
        401 => "authentication_error",
        403 => "permission_error",
        404 => "not_found_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        503 or 529 => "overloaded_error",
        >= 500 => "api_error",
        _ => "invalid_request_error",
    };
}
