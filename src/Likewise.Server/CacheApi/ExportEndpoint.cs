using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary><c>GET /v1/cache/export</c>: the caller's entries as lines of JSON, docs/formats/entries.md.</summary>
internal sealed class ExportEndpoint(SemanticCache cache, CacheRequests requests)
{
    public const string ContentType = "application/jsonl";

    private static readonly string[] QueryFields =
    [
        "namespace", "tag", "tagMatch", "model", "embedder", "scope", "prompt", "contains", "createdBefore", "createdFrom",
        "vectors",
    ];

    public async Task HandleAsync(HttpContext context)
    {
        var query = context.Request.Query;
        EntryFilters.AllowOnly(query, QueryFields);
        var filter = EntryFilters.Read(query, requests.TenantOf(context));
        var withVectors = EntryFilters.Single(query, "vectors") switch
        {
            null or "true" => true,
            "false" => false,
            _ => throw new ProtocolException("'vectors' is not acceptable: true or false was expected.", "vectors"),
        };

        var token = context.RequestAborted;
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        await EntryExport.WriteAsync(cache, filter, withVectors, context.Response.Body, token).ConfigureAwait(false);
    }
}

/// <summary>The first line of an export.</summary>
/// <param name="Format">What the file is.</param>
/// <param name="Version">Of the format.</param>
internal sealed record ExportHead(string Format, int Version)
{
    public const string Name = "likewise.entries";
    public const int Latest = 1;
}

/// <summary>The last line of an export.</summary>
/// <param name="Entries">How many entries stand before it.</param>
internal sealed record ExportEnd(int Entries);
