using Likewise.Embedders;

namespace Likewise.Server;

/// <summary>How the parts are. Looked at once a second at most, however often it is asked: probes need no key.</summary>
internal sealed class Readiness(CacheHost host, Upstreams upstreams, TimeProvider time) : IDisposable
{
    /// <summary>The store's name among the parts.</summary>
    public const string Store = "store";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>A store that takes longer to say how much it holds answers nobody in time.</summary>
    private static readonly TimeSpan StoreDeadline = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _looking = new(1);
    private PartHealth _store = new(Store, PartState.Ok);
    private CacheStatistics? _before;
    private long _lookedAt;

    public async ValueTask<IReadOnlyList<PartHealth>> LookAsync(CancellationToken cancellationToken) =>
        [await StoreAsync(cancellationToken).ConfigureAwait(false), Encoder(), .. upstreams.All.Select(Of)];

    public void Dispose() => _looking.Dispose();

    private async ValueTask<PartHealth> StoreAsync(CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_before is null || time.GetElapsedTime(_lookedAt) >= LookEvery)
                await LookAgainAsync().ConfigureAwait(false);
            return _store;
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <summary>Asks the store for little, and sees what became of the answers that were to be stored since.</summary>
    private async ValueTask LookAgainAsync()
    {
        var (before, now) = (_before, host.Cache.GetStatistics());
        (_before, _lookedAt) = (now, time.GetTimestamp());
        var refuses = before is not null && now.StoresFailed > before.StoresFailed && now.Stored == before.Stored;
        _store = _store with
        {
            State = refuses ? PartState.Degraded : PartState.Ok, Reason = refuses ? "it does not keep new answers" : null,
        };
        using var deadline = new CancellationTokenSource(StoreDeadline, time);
        try
        {
            await host.Store.MeasureAsync(deadline.Token).AsTask().WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _store = _store with { State = PartState.Failing, Reason = "it does not answer" };
        }
#pragma warning disable CA1031 // Whatever a store fails with is a state here, and no fault of the probe.
        catch (Exception)
#pragma warning restore CA1031
        {
            _store = _store with { State = PartState.Failing, Reason = "it fails" };
        }
    }

    private PartHealth Encoder() => host.Embedder is RemoteEmbedder service && service.GetStatistics().IsPaused
        ? new("encoder", PartState.Degraded, "its service is left alone for a while, because too many requests failed")
        : new("encoder", PartState.Ok);

    private static PartHealth Of(Upstream upstream) => upstream.IsPaused
        ? new(upstream.Name, PartState.Degraded, "it is left alone for a while, because too many requests failed")
        : new(upstream.Name, PartState.Ok);
}
