using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>The model behind the cache.</summary>
internal abstract class Upstream : IDisposable
{
    private protected Upstream()
    {
    }

    /// <summary>A short name for people: <c>http</c>, <c>demo</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The upstream that the settings name, or the demo where they name none.</summary>
    public static Upstream Create(LikewiseSettings settings, TimeProvider time) => settings.Upstream.BaseUrl is { } baseUrl
        ? new HttpUpstream(new Uri(baseUrl), settings.Upstream, time)
        : new DemoUpstream(new DemoModel(settings.Demo, time), settings.BodyLimits, time);

    /// <summary>Asks, and reads the answer whole.</summary>
    /// <exception cref="UpstreamException">There is no answer: unreachable, late, cut off, too large.</exception>
    public abstract ValueTask<UpstreamReply> AskAsync(UpstreamRequest request, CancellationToken cancellationToken);

    /// <summary>Asks, and waits for no more than the head of the answer.</summary>
    /// <exception cref="UpstreamException">There is no answer: unreachable, late.</exception>
    public abstract ValueTask<UpstreamStream> OpenAsync(UpstreamRequest request, CancellationToken cancellationToken);

    /// <summary>Asks, and passes the answer on as it comes.</summary>
    /// <exception cref="UpstreamException">There is no answer, or it ended early; what came of it has been passed on.</exception>
    public abstract Task RelayAsync(UpstreamRequest request, HttpResponse response, CancellationToken cancellationToken);

    public virtual void Dispose()
    {
    }
}
