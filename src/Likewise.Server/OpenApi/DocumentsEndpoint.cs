using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Likewise.Server;

/// <summary>
/// The OpenAPI document of this server's own addresses, and a page that shows it. Neither holds a secret nor needs a key.
/// </summary>
internal static class DocumentsEndpoint
{
    public const string DocumentPath = "/openapi/v1.json";
    public const string PagePath = "/docs";

    /// <summary>The page loads what is here and nothing else.</summary>
    private const string OwnOnly = "default-src 'none'; connect-src 'self'; script-src 'self'; style-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly (string Path, string Resource, string ContentType)[] Files =
    [
        (DocumentPath, "openapi.json", "application/json"),
        (PagePath, "docs.html", "text/html; charset=utf-8"),
        ($"{PagePath}/page.css", "docs.css", "text/css; charset=utf-8"),
        ($"{PagePath}/page.js", "docs.js", "text/javascript; charset=utf-8"),
    ];

    public static void MapDocuments(this IEndpointRouteBuilder server)
    {
        foreach (var (path, resource, contentType) in Files)
        {
            var body = Read(resource);
            server.MapMethods(path, ["GET", "HEAD"], context => WriteAsync(context, body, contentType))
                .WithMetadata(ProblemErrors.Shape, new AllowAnonymousAttribute());
        }
    }

    /// <summary>A file that is part of the assembly.</summary>
    public static byte[] Read(string resource)
    {
        using var stream = typeof(DocumentsEndpoint).Assembly.GetManifestResourceStream($"Likewise.Server.OpenApi.{resource}")
            ?? throw new InvalidOperationException($"The assembly has no resource '{resource}'.");
        var body = new byte[stream.Length];
        stream.ReadExactly(body);
        return body;
    }

    private static async Task WriteAsync(HttpContext context, byte[] body, string contentType)
    {
        var headers = context.Response.Headers;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        headers.CacheControl = "no-cache";
        headers.ContentSecurityPolicy = OwnOnly;
        headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
