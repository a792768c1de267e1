using System.Buffers;
using System.Text.Json;
using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>Errors as RFC 9457 problems: the shape of this server's own addresses.</summary>
internal sealed class ProblemErrors : ErrorShape
{
    /// <summary>What a problem's <c>type</c> begins with; the page of the API's documents explains each.</summary>
    public const string TypePrefix = "/problems/";

    public static ProblemErrors Shape { get; } = new();

    public override string ContentType => "application/problem+json";

    public override byte[] Write(int status, ChatError error)
    {
        var (name, title) = NameOf(status);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ServerJson.Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("type", TypePrefix + name);
            writer.WriteString("title", title);
            writer.WriteNumber("status", status);
            writer.WriteString("detail", error.Message);
            if (error.Param is not null)
                writer.WriteString("field", error.Param);
            if (error.Code is not null)
                writer.WriteString("code", error.Code);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static (string Name, string Title) NameOf(int status) => status switch
    {
        400 => ("invalid-request", "The request is not one that this address takes"),
        401 => ("unauthenticated", "Nobody known asks"),
        403 => ("forbidden", "Not for this caller"),
        404 => ("not-found", "Not here"),
        405 => ("method-not-allowed", "Not a method of this address"),
        413 => ("too-large", "Too large"),
        415 => ("unsupported-media-type", "Not a media type of this address"),
        422 => ("not-stored", "The answer is not one that is stored"),
        429 => ("too-many-requests", "Too many requests"),
        503 => ("unavailable", "Not now"),
        _ => ("failed", "The server failed"),
    };
}
