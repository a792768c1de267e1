using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Likewise.Server;

/// <summary>Reads bodies whole. The web server refuses those above the limit while they come.</summary>
internal static class RequestBody
{
    /// <exception cref="HttpFault">The body is not said to be JSON, or is compressed.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            throw Unsupported("The body must be JSON: send it with 'Content-Type: application/json'.");
        if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            throw Unsupported("The body must be UTF-8: send it with 'Content-Type: application/json'.");
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
            throw Unsupported("The body must not be compressed.");

        return await ReadAnyAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The body, whatever it is; empty where there is none.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAnyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var piece in read.Buffer)
                body.Write(piece.Span);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return body.WrittenMemory;
        }
    }

    private static HttpFault Unsupported(string message) => new(415, message, "unsupported_media_type");
}
