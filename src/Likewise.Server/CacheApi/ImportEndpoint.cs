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
    /// <summary>Lines that are embedded and written together, and what they may take in memory.</summary>
    private const int LinesTogether = 64;
    private const int BytesTogether = 8 << 20;

    private const int FaultsShown = 1_000;

    private static readonly string[] Types = [ExportEndpoint.ContentType, "application/x-ndjson"];

    private readonly ProtocolLimits _limits = settings.BodyLimits;

    public async Task HandleAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !Types.Contains(type.MediaType.ToString()))
            throw new HttpFault(415, $"Lines of JSON were expected: send 'Content-Type: {Types[0]}'.", "unsupported_media_type");
        EntryFilters.AllowOnly(context.Request.Query, ["embed"]);
        var embedsAnew = EntryFilters.Single(context.Request.Query, "embed") switch
        {
            null => false,
            "anew" => true,
            _ => throw new ProtocolException("'embed' is not acceptable: anew was expected.", "embed"),
        };

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = settings.Server.ImportBytesMax;
        var import = new Import(requests.TenantOf(context), embedsAnew);
        var reader = new LineReader(context.Request.BodyReader, (int)Math.Min(_limits.BodyBytesMax, int.MaxValue));
        while (await reader.ReadAsync(context.RequestAborted).ConfigureAwait(false) is { } line)
        {
            Take(context, import, line);
            import.Bytes += line.Bytes.Length;
            if (import.Waiting >= LinesTogether || import.Bytes >= BytesTogether)
                await SettleAsync(import, context.RequestAborted).ConfigureAwait(false);
        }

        await SettleAsync(import, context.RequestAborted).ConfigureAwait(false);
        var faults = import.Faults.OrderBy(fault => fault.Line).ToArray();
        await CacheReply.WriteAsync(context, new ImportedShown(import.Imported, import.Failed, import.IsWhole, faults))
            .ConfigureAwait(false);
    }

    private void Take(HttpContext context, Import import, Line line)
    {
        if (line.Bytes.Span.Trim(" \t\r"u8).IsEmpty)
            return;

        try
        {
            if (line.IsTooLong)
                throw new ProtocolException("The line is longer than a body may be (server.bodyBytesMax).");
            var body = JsonBody.Parse(line.Bytes.Span, _limits);
            if (body.Optional("format") is not null)
                CheckHead(body);
            else if (body.Value.GetPropertyCount() == 1 && body.Optional("entries") is not null)
                import.IsWhole = true;
            else if (body.Optional("scope") is not null)
                import.Entries.Add((line.Number, ExportedEntry.FromJson(line.Bytes.Span)));
            else
                import.Items.Add((line.Number, ReadItem(context, body)));
        }
        catch (Exception fault) when (fault is ProtocolException or FormatException)
        {
            import.Fail(line.Number, fault.Message);
        }
    }

    private static void CheckHead(JsonField head)
    {
        if (head.Required("format").Text() != ExportHead.Name || head.Required("version").Integer() != ExportHead.Latest)
            throw new ProtocolException(
                $"The lines are of another format or version: {ExportHead.Name} {ExportHead.Latest} was expected.", "format");
    }

    private StoreItem ReadItem(HttpContext context, JsonField body)
    {
        body.AllowOnly([.. CacheRequests.Fields, .. StoreRequests.Fields]);
        var request = requests.ReadPrompt(context, body);
        var (response, options) = StoreRequests.Read(body, request.Model);
        return new StoreItem(request, response, options);
    }

    /// <summary>Stores what waits. Lines of the two kinds are stored one kind after the other.</summary>
    private async ValueTask SettleAsync(Import import, CancellationToken cancellationToken)
    {
        var entries = await cache.ImportAsync(
            [.. import.Entries.Select(entry => entry.Entry)], import.Tenant, import.EmbedsAnew, cancellationToken)
            .ConfigureAwait(false);
        for (var at = 0; at < entries.Count; at++)
            import.Count(import.Entries[at].Line, entries[at]);
        import.Entries.Clear();

        var items = await cache.StoreBatchAsync([.. import.Items.Select(item => item.Item)], cancellationToken)
            .ConfigureAwait(false);
        for (var at = 0; at < items.Count; at++)
        {
            if (items[at] is { Result: { } outcome })
                import.Count(import.Items[at].Line, outcome);
            else
                import.Fail(import.Items[at].Line, items[at].Fault!.Message); // Without a result there is one.
        }

        import.Items.Clear();
        import.Bytes = 0;
    }

    private sealed class Import(string tenant, bool embedsAnew)
    {
        public string Tenant => tenant;

        public bool EmbedsAnew => embedsAnew;

        public List<(int Line, ExportedEntry Entry)> Entries { get; } = [];

        public List<(int Line, StoreItem Item)> Items { get; } = [];

        public List<LineFault> Faults { get; } = [];

        public int Imported { get; private set; }

        public int Failed { get; private set; }

        /// <summary>Whether the line with which an export ends was there.</summary>
        public bool IsWhole { get; set; }

        /// <summary>Of the lines that wait.</summary>
        public long Bytes { get; set; }

        public int Waiting => Entries.Count + Items.Count;

        public void Fail(int line, string reason)
        {
            Failed++;
            if (Faults.Count < FaultsShown)
                Faults.Add(new LineFault(line, reason));
        }

        public void Count(int line, StoreOutcome outcome)
        {
            if (outcome.Status == StoreStatus.Stored)
                Imported++;
            else
                Fail(line, outcome.Status == StoreStatus.Refused ? outcome.Reason! : "the store failed"); // Refused for a reason.
        }
    }
}

/// <summary>What became of an import.</summary>
/// <param name="Imported">How many lines were stored.</param>
/// <param name="Failed">How many were not.</param>
/// <param name="HasEnd">Whether the line with which an export ends was there: without it, an export was cut short.</param>
/// <param name="Faults">The first of the lines that were not stored, and why.</param>
internal sealed record ImportedShown(int Imported, int Failed, bool HasEnd, IReadOnlyList<LineFault> Faults);

/// <summary>A line that was not stored.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Reason">Why not.</param>
internal sealed record LineFault(int Line, string Reason);
