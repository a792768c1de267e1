using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// <c>GET /v1/cache/live</c>: lookups as they happen, as server-sent events. The log is read twice in a second instead of telling
/// its readers: a lookup then costs the same however many watch, and one who reads slowly misses some.
/// </summary>
internal sealed class LiveEndpoint(
    WatchEndpoint watch, LookupLog log, AccessGate gate, CacheRequests requests, Drain drain, TimeProvider time)
{
    public const string Path = CacheApi.Base + "/live";

    private const int ViewersMax = 32;

    /// <summary>Most that is sent of one look; who watches can read no more.</summary>
    private const int LookupsMax = 100;

    /// <summary>So many looks without a lookup, and a comment says that the stream still lives.</summary>
    private const int QuietMax = 30;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly byte[] Comment = ":\n\n"u8.ToArray();

    private int _viewers;

    public async Task HandleAsync(HttpContext context)
    {
        var tenant = requests.TenantOf(context);
        try
        {
            if (Interlocked.Increment(ref _viewers) > ViewersMax)
                throw new HttpFault(503, $"{ViewersMax} watch already; close another page.", "too_many_watch");
            await SendAsync(context, tenant, context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _viewers);
        }
    }

    private async Task SendAsync(HttpContext context, string tenant, CancellationToken cancellationToken)
    {
        // 1. From now on.
        var last = log.Recent(tenant, 0, 1) is [var youngest] ? youngest.Number : 0;
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // Proxies that gather bytes would make a lump of it.
        await response.Body.WriteAsync(Comment, cancellationToken).ConfigureAwait(false);
        await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);

        // 2. As long as the viewer is there and still may see it, and the server does not wait for its requests to end.
        using var clock = new PeriodicTimer(LookEvery, time);
        for (var quiet = 1; await clock.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false); quiet++)
        {
            if (drain.IsStopping || !await gate.MayObserveAsync(context).ConfigureAwait(false))
                return;

            var lookups = watch.Since(tenant, last, LookupsMax);
            if (lookups.Length > 0)
                (last, quiet) = (lookups[^1].Number, 0);
            else if (quiet % QuietMax != 0)
                continue;

            await response.Body.WriteAsync(Write(lookups), cancellationToken).ConfigureAwait(false);
            await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static byte[] Write(WatchedShown[] lookups)
    {
        if (lookups.Length == 0)
            return Comment;

        var events = new MemoryStream();
        foreach (var lookup in lookups)
        {
            events.Write("data: "u8);
            events.Write(CacheReply.Write(lookup));
            events.Write("\n\n"u8);
        }

        return events.ToArray();
    }
}
