using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>An upstream's answer whose head has come, and whose body is coming.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="headers">The headers that may be passed on.</param>
internal abstract class UpstreamStream(int status, IReadOnlyList<KeyValuePair<string, string[]>> headers) : IAsyncDisposable
{
    public int Status { get; } = status;

    public IReadOnlyList<KeyValuePair<string, string[]>> Headers { get; } = headers;

    /// <summary>Whether it is an answer that comes in events, and not an error or a whole answer.</summary>
    public abstract bool IsEventStream { get; }

    /// <summary>The events, each as soon as it has come.</summary>
    /// <exception cref="UpstreamException">The answer broke off, fell silent, or is too large.</exception>
    public abstract IAsyncEnumerable<SseEvent> ReadEventsAsync(CancellationToken cancellationToken);

    /// <summary>The body as a whole, where it is no stream of events.</summary>
    /// <exception cref="UpstreamException">The answer broke off, fell silent, or is too large.</exception>
    public abstract ValueTask<UpstreamReply> ReadWholeAsync(CancellationToken cancellationToken);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
