using Likewise.Protocols;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Likewise.Server;

/// <summary>
/// <c>POST /v1/cache/import</c>: lines of JSON, each an exported entry or what <c>/v1/cache/store</c> takes. A line that cannot
/// be taken in is named by its number, and loses nothing else.
/// </summary>
internal sealed class ImportEndpoint(SemanticCache cache, CacheRequests requests, LikewiseSettings settings)
{
    private const int FaultsShown = 1_000;

    private static readonly string[] Types = [ExportEndpoint.ContentType, "application/x-ndjson"];

    public async Task HandleAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !Types.Contains(type.MediaType.ToString()))
            throw new HttpFault(415, $"Lines of JSON were expected: send 'Content-Type: {Types[0]}'.", "unsupported_media_type");
        EntryFilters.AllowOnly(context.Request.Query, ["embed", "confirmed"]);
        var embedsAnew = EntryFilters.Single(context.Request.Query, "embed") switch
        {
            null => false,
            "anew" => true,
            _ => throw new ProtocolException("'embed' is not acceptable: anew was expected.", "embed"),
        };

        var isConfirmed = EntryFilters.Single(context.Request.Query, "confirmed") switch
        {
            null or "false" => false,
            "true" => true,
            _ => throw new ProtocolException("'confirmed' is not acceptable: true or false was expected.", "confirmed"),
        };

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = settings.Server.ImportBytesMax;
        List<LineFault> faults = [];
        var load = new EntryLoad(cache, settings, requests.TenantOf(context), body => requests.ReadLine(context, body))
        {
            EmbedsAnew = embedsAnew,
            IsConfirmed = isConfirmed,
            OnFault = (line, reason) =>
            {
                if (faults.Count < FaultsShown)
                    faults.Add(new LineFault(line, reason));
            },
        };
        await load.RunAsync(context.Request.BodyReader, default, context.RequestAborted).ConfigureAwait(false);
        var (imported, failed) = (load.Position.Stored, load.Position.Failed);
        await CacheReply.WriteAsync(
            context, new ImportedShown(imported, failed, load.HasEnd, [.. faults.OrderBy(fault => fault.Line)]))
            .ConfigureAwait(false);
    }
}

/// <summary>What became of an import.</summary>
/// <param name="Imported">How many lines were stored.</param>
/// <param name="Failed">How many were not.</param>
/// <param name="HasEnd">Whether the line with which an export ends was there: without it, an export was cut short.</param>
/// <param name="Faults">The first of the lines that were not stored, and why.</param>
internal sealed record ImportedShown(long Imported, long Failed, bool HasEnd, IReadOnlyList<LineFault> Faults);

/// <summary>A line that was not stored.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Reason">Why not.</param>
internal sealed record LineFault(int Line, string Reason);
