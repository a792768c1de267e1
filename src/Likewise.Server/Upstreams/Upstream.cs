using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>A model behind the cache. Which one is asked is for <see cref="Upstreams"/> to say.</summary>
internal abstract class Upstream : IDisposable
{
    /// <summary>The name of the upstream whose settings stand under none.</summary>
    public const string NameOfDefault = "upstream";

    private protected Upstream()
    {
    }

    /// <summary>A short name for people: <c>http</c>, <c>demo</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>What the operator calls it.</summary>
    public abstract string Name { get; }

    /// <summary>The protocols that it can be asked by.</summary>
    public abstract IReadOnlyList<UpstreamProtocol> Protocols { get; }

    /// <summary>Whether the operator's key pays; where not, the caller's own is passed on.</summary>
    public abstract bool OperatorPays { get; }

    /// <summary>Whether it is left alone for now, because too many requests failed.</summary>
    public bool IsPaused => State == UpstreamState.Open;

    /// <summary>How its breaker stands.</summary>
    public virtual UpstreamState State => UpstreamState.Closed;

    /// <summary>Requests that are under way to it.</summary>
    public virtual int Calls => 0;

    /// <summary>Requests that wait for room.</summary>
    public virtual int Waiting => 0;

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
