using System.Collections.Frozen;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// Every <c>/v1</c> address that the cache has nothing to do with, such as <c>GET /v1/models</c>: passed on to the upstream, and
/// its answer passed back, as they come.
/// </summary>
internal sealed class PassThroughEndpoint(Upstreams upstreams, LikewiseSettings settings)
{
    public const string Path = "/v1/{**path}";

    private const string Base = "/v1";

    /// <summary>Of the connection, or for this server alone.</summary>
    private static readonly FrozenSet<string> NotPassedOn = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Host", "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", "Expect", "Content-Length", "Content-Type", "Cookie");

    public async Task HandleAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAnyAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        await PassOnAsync(context, body).ConfigureAwait(false);
    }

    /// <summary>The same for a request whose body has been read.</summary>
    public Task PassOnAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var asked = context.Request;
        var path = asked.Path.ToUriComponent()[Base.Length..];
        var upstream = upstreams.For(ModelNamed.In(path, body.Span, settings.Server.JsonDepthMax));
        var request = new UpstreamRequest(body, asked.QueryString.Value ?? "", PassedOn(context, upstream))
        {
            To = upstream,
            Method = asked.Method,
            Path = path,
            ContentType = body.IsEmpty ? null : asked.ContentType ?? "application/octet-stream",
        };
        CacheHeaders.WriteBypass(context.Response.Headers, "passed-on");
        return upstream.RelayAsync(request, context.Response, context.RequestAborted);
    }

    /// <summary>Keys are passed on as everywhere, and the rest as it comes.</summary>
    private static KeyValuePair<string, string>[] PassedOn(HttpContext context, Upstream upstream) =>
    [
        .. from header in Caller.Of(context, upstream).Headers
           where Credential.IsHeader(header.Key) || Caller.IsUpstreamAuthorization(header.Key)
           select header,
        .. from header in context.Request.Headers
           where !NotPassedOn.Contains(header.Key)
               && !header.Key.StartsWith(CacheHeaders.Prefix, StringComparison.OrdinalIgnoreCase)
               && !Credential.IsHeader(header.Key)
               && Ascii.IsValid(header.Value.ToString())
           select KeyValuePair.Create(header.Key, header.Value.ToString()),
    ];
}
