using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// Sends an answer as a stream of events: one that is coming as it comes, byte for byte where the upstream speaks as the caller
/// does, and one from the cache in pieces.
/// </summary>
/// <param name="response">Receives the events.</param>
/// <param name="format">How the caller wants them written.</param>
/// <param name="writer">Writes them so.</param>
/// <param name="remember">Told what an answer says that is written anew, before its end is.</param>
/// <param name="note">What events get that are passed on byte for byte otherwise; the writer's have it. Null for nothing.</param>
internal sealed class StreamReplay(
    HttpResponse response, WireFormat format, WireStreamWriter writer, Action<RecordedResponse> remember, BodyNote? note)
{
    private readonly ResponseAssembler _said = new();

    /// <summary>Sends an answer that is there.</summary>
    public async Task SendAsync(RecordedResponse answer, CancellationToken cancellationToken)
    {
        await BeginAsync([], cancellationToken).ConfigureAwait(false);
        foreach (var delta in ResponseDeltas.Of(answer))
            writer.Write(delta);
        remember(answer);
        writer.Complete();
        await response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends an answer that is coming.</summary>
    /// <param name="live">The answer.</param>
    /// <param name="headers">The upstream's, where it was asked for this very request.</param>
    /// <param name="cancellationToken">Stops; the answer goes on for others.</param>
    public async Task SendAsync(
        LiveResponse live, IReadOnlyList<KeyValuePair<string, string[]>> headers, CancellationToken cancellationToken)
    {
        await BeginAsync(headers, cancellationToken).ConfigureAwait(false);
        var isForeign = false;
        await foreach (var update in live.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            isForeign = update.Source is not WireEvent own || own.Format != format;
            if (isForeign)
                Write(update);
            else
                await response.BodyWriter.WriteAsync(Noted(((WireEvent)update.Source!).Bytes), cancellationToken)
                    .ConfigureAwait(false);
            await response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!isForeign)
            return;
        remember(_said.ToResponse());
        writer.Complete();
        await response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task BeginAsync(IReadOnlyList<KeyValuePair<string, string[]>> headers, CancellationToken cancellationToken)
    {
        // Headers of the upstream first: where it named one of these too, this server's word counts.
        foreach (var (name, values) in headers)
            response.Headers.Append(name, values);
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no"; // Proxies that gather bytes would make a lump of it.
        return response.StartAsync(cancellationToken);
    }

    private ReadOnlyMemory<byte> Noted(ReadOnlyMemory<byte> part) => note?.AddToLast(part) ?? part;

    private void Write(ResponseUpdate update)
    {
        if (update.Source is WireEvent { Lost: { } lost })
            throw new UnrecordableStreamException(lost);
        foreach (var delta in update.Deltas)
        {
            _said.Add(delta);
            writer.Write(delta);
        }
    }
}
