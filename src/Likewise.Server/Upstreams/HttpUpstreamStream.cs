using System.Runtime.CompilerServices;
using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>An answer that comes over HTTP. Its deadline is for each piece: a long answer is no fault, a silent one is.</summary>
internal sealed class HttpUpstreamStream(
    UpstreamCall call, HttpUpstream upstream, UpstreamSettings settings, TimeProvider time)
    : UpstreamStream((int)call.Response.StatusCode, UpstreamHeaders.PassedOn(call.Response))
{
    public override bool IsEventStream =>
        call.Response.IsSuccessStatusCode && call.Response.Content.Headers.ContentType?.MediaType == "text/event-stream";

    public override async IAsyncEnumerable<SseEvent> ReadEventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(settings.ChunkTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var body = await call.Response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
        var events = SseReader.ReadAsync(body, (int)Math.Min(int.MaxValue, settings.AnswerBytesMax), either.Token)
            .GetAsyncEnumerator(either.Token);
        await using var disposal = events.ConfigureAwait(false);
        for (var bytes = 0L; await NextAsync(events, cancellationToken).ConfigureAwait(false);)
        {
            bytes += events.Current.Raw.Length;
            if (bytes > settings.StreamBytesMax)
                throw UpstreamException.TooLarge(settings.StreamBytesMax, "upstream.streamBytesMax");
            deadline.CancelAfter(settings.ChunkTimeout);
            yield return events.Current;
        }
    }

    public override ValueTask<UpstreamReply> ReadWholeAsync(CancellationToken cancellationToken) => upstream.WithinDeadlineAsync(
        token => call.WatchAsync(
            UpstreamReply.ReadAsync(call.Response, settings.AnswerBytesMax, "upstream.answerBytesMax", token), cancellationToken),
        cancellationToken);

    public override ValueTask DisposeAsync()
    {
        call.Dispose();
        return base.DisposeAsync();
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<SseEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            if (await events.MoveNextAsync().ConfigureAwait(false))
                return true;
            await call.EndAsync(null).ConfigureAwait(false);
            return false;
        }
        catch (ProtocolException)
        {
            throw UpstreamException.TooLarge(settings.AnswerBytesMax, "upstream.answerBytesMax");
        }
        catch (Exception fault) when (HttpUpstream.IsOfTheUpstream(fault) && !cancellationToken.IsCancellationRequested)
        {
            await call.EndAsync(fault).ConfigureAwait(false);
            throw upstream.Explain(fault, isStreaming: true);
        }
    }
}
