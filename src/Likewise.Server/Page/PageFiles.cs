using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Likewise.Server;

/// <summary>The page's own files, out of this assembly: open to everybody, for they hold nothing of anybody's.</summary>
internal sealed class PageFiles
{
    public const string PagePath = "/";
    public const string FilePath = "/page/{name}";

    private const string Prefix = "Page.Web.";
    private const string Index = "index.html";

    /// <summary>
    /// Nothing from elsewhere, nothing inline, in nobody's frame: a prompt is a stranger's text, and the page shows thousands.
    /// </summary>
    private const string Policy =
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, PageFile> _files = ReadAll();

    /// <summary><c>GET /</c>.</summary>
    public Task PageAsync(HttpContext context) => WriteAsync(context, _files[Index]);

    /// <summary><c>GET /page/{name}</c>.</summary>
    public Task FileAsync(HttpContext context)
    {
        var name = context.GetRouteValue("name") as string ?? "";
        if (name != Index && _files.TryGetValue(name, out var file))
            return WriteAsync(context, file);

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask; // The fault handler writes the error.
    }

    private static async Task WriteAsync(HttpContext context, PageFile file)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache"; // A newer server has newer files.
        headers.ETag = file.Tag;
        if (context.Request.Headers.IfNoneMatch == file.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = file.Type;
        context.Response.ContentLength = file.Content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(file.Content, context.RequestAborted).ConfigureAwait(false);
    }

    private static FrozenDictionary<string, PageFile> ReadAll()
    {
        var assembly = typeof(PageFiles).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!; // It has just been named.
                var content = new byte[stream.Length];
                stream.ReadExactly(content);
                var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"");
                return new PageFile(content, Types[Path.GetExtension(name)], tag.ToString());
            });
    }

    private sealed record PageFile(byte[] Content, string Type, string Tag);
}
