using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>
/// The one background loop. Each turn brings the order of leaving up to date, writes hits down, takes away what has ended or is
/// too much, removes from the store what it still owes, and keeps what was learned of hits.
/// </summary>
internal sealed class Maintenance(
    IEntryStore store, SeamGuard storeGuard, EntryTable table, UseLog uses, EntryRemover remover, Evictor evictor,
    Invalidator invalidator, CacheCounters counters, EvidenceKeeper? evidence, TimeProvider time, TimeSpan interval,
    ILogger logger) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<Resident> _ended = [];
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;
    private bool _isStopped;

    public void Start() => _loop = LoopAsync();

    /// <summary>One turn, now. Turns never overlap.</summary>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await RecordHitsAsync(cancellationToken).ConfigureAwait(false);
            await SweepAsync(cancellationToken).ConfigureAwait(false);
            await evictor.MaintainAsync(cancellationToken).ConfigureAwait(false);
            await invalidator.SettleAsync(cancellationToken).ConfigureAwait(false);
            await remover.SettleAsync(cancellationToken).ConfigureAwait(false);
            evidence?.SaveIfDue();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops the loop after a last turn. A second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isStopped, true))
            return;

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        await RunAsync(CancellationToken.None).ConfigureAwait(false);
        _stopping.Dispose();
        _turn.Dispose();
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(interval, time);
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
                    return;
                await RunAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The loop outlives whatever goes wrong in one turn, and says so.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.MaintenanceFailed(logger, fault);
            }
        }
    }

    private async ValueTask RecordHitsAsync(CancellationToken cancellationToken)
    {
        uses.Apply(table);
        var hits = table.TakeUnsavedHits();
        if (hits.Length == 0)
            return;

        await storeGuard.CallAsync(
            (store, hits),
            static (call, token) => call.store.RecordHitsAsync(call.hits, token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>In slices, so that nobody waits for a sweep, however much has ended.</summary>
    private async ValueTask SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        for (var isMore = true; isMore;)
        {
            isMore = table.TakeEnded(now, _ended);
            foreach (var resident in _ended)
            {
                await remover.WithdrawAsync(resident, RemovalReason.Ended, cancellationToken).ConfigureAwait(false);
                counters.Expired();
            }
        }

        _ended.Clear();
    }
}
