using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>What the demo answers, already written.</summary>
internal sealed class DemoUpstreamStream(UpstreamReply reply, bool isEventStream) : UpstreamStream(reply.Status, reply.Headers)
{
    public override bool IsEventStream => isEventStream;

    public override IAsyncEnumerable<SseEvent> ReadEventsAsync(CancellationToken cancellationToken) =>
        SseReader.ReadAsync(new MemoryStream(reply.Body.ToArray()), int.MaxValue, cancellationToken);

    public override ValueTask<UpstreamReply> ReadWholeAsync(CancellationToken cancellationToken) => ValueTask.FromResult(reply);
}
