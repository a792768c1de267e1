using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary><c>GET /v1/cache/export</c>: the caller's entries as lines of JSON, docs/formats/entries.md.</summary>
internal sealed class ExportEndpoint(SemanticCache cache, CacheRequests requests)
{
    public const string ContentType = "application/jsonl";

    private static readonly byte[] LineFeed = [(byte)'\n'];

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
        await WriteAsync(context, CacheReply.Write(new ExportHead(ExportHead.Name, ExportHead.Latest))).ConfigureAwait(false);
        var count = 0;
        await foreach (var entry in cache.ExportAsync(filter, withVectors, token).ConfigureAwait(false))
        {
            await WriteAsync(context, entry.ToJson()).ConfigureAwait(false);
            count++;
        }

        // A file without this line was cut short.
        await WriteAsync(context, CacheReply.Write(new ExportEnd(count))).ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpContext context, byte[] line)
    {
        await context.Response.Body.WriteAsync(line, context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.WriteAsync(LineFeed, context.RequestAborted).ConfigureAwait(false);
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
