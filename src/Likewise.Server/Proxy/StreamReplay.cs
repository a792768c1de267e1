using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// Sends an answer as a stream of events: one that is coming as it comes, byte for byte where the upstream speaks as the caller
/// does, and one from the cache in pieces.
/// </summary>
internal sealed class StreamReplay(HttpResponse response, WireFormat format, WireStreamWriter writer)
{
    public async Task SendAsync(CachedStream stream, CancellationToken cancellationToken)
    {
        // Headers of the upstream first: where it named one of these too, this server's word counts.
        foreach (var (name, values) in stream.Headers)
            response.Headers.Append(name, values);
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no"; // Proxies that gather bytes would make a lump of it.
        await response.StartAsync(cancellationToken).ConfigureAwait(false);

        await (stream.Answer.Live is { } live
            ? SendLiveAsync(live, cancellationToken)
            : SendWholeAsync(stream.Answer.Whole!.Response, cancellationToken)).ConfigureAwait(false); // One of both is there.
    }

    private async Task SendWholeAsync(RecordedResponse answer, CancellationToken cancellationToken)
    {
        foreach (var delta in ResponseDeltas.Of(answer))
            writer.Write(delta);
        writer.Complete();
        await response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task SendLiveAsync(LiveResponse live, CancellationToken cancellationToken)
    {
        var isForeign = false;
        await foreach (var update in live.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            isForeign = update.Source is not WireEvent own || own.Format != format;
            if (isForeign)
                Write(update);
            else
                await response.BodyWriter.WriteAsync(((WireEvent)update.Source!).Bytes, cancellationToken).ConfigureAwait(false);
            await response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!isForeign)
            return;
        writer.Complete();
        await response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Write(ResponseUpdate update)
    {
        if (update.Source is WireEvent { Lost: { } lost })
            throw new UnrecordableStreamException(lost);
        foreach (var delta in update.Deltas)
            writer.Write(delta);
    }
}
