namespace Likewise;

public sealed partial class SemanticCache
{
    private readonly CancellationTokenSource _fillStopping = new();
    private readonly bool _fillsInBackground;
    private Task _filling = Task.CompletedTask;
    private bool _isFillStopped;

    /// <summary>Waits until the store is read (<see cref="SemanticCacheOptions.FillsInBackground"/>).</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task WhenFilledAsync(CancellationToken cancellationToken = default) => _fill.WhenDone.WaitAsync(cancellationToken);

    /// <summary>Ends when the store is read, and what that left to do is done.</summary>
    internal Task Filling => _filling;

    /// <summary>Reads the store, or begins to.</summary>
    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        await _fill.BeginAsync(cancellationToken).ConfigureAwait(false);
        if (_fillsInBackground)
            _filling = Task.Run(KeepFillingAsync, CancellationToken.None);
        else
            await _fill.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task KeepFillingAsync()
    {
        await _fill.KeepRunningAsync(_fillStopping.Token).ConfigureAwait(false);
        await _maintenance.RunAsync(CancellationToken.None).ConfigureAwait(false); // What is too much, or was invalidated.
    }

    /// <summary>An entry of this cache's; while the store is being read, one that was not read yet is taken in.</summary>
    private async ValueTask<Attempt<Resident?>> KnowAsync(EntryId id, CancellationToken cancellationToken)
    {
        if (_table.TryGet(id, out var resident))
            return new Attempt<Resident?>(resident, null, false);
        if (_fill.IsDone)
            return new Attempt<Resident?>(null, null, false);

        var read = await _seams.Read.CallAsync(
            (store: _store, id), static (call, token) => call.store.ReadAsync(call.id, token), cancellationToken)
            .ConfigureAwait(false);
        resident = read.Value is { } entry ? await _fill.TakeAsync(entry, cancellationToken).ConfigureAwait(false) : null;
        return new Attempt<Resident?>(resident, read.Fault, read.IsAbandoned);
    }

    private async ValueTask StopFillingAsync()
    {
        if (Interlocked.Exchange(ref _isFillStopped, true))
            return;

        await _fillStopping.CancelAsync().ConfigureAwait(false);
        await _filling.ConfigureAwait(false);
        _fillStopping.Dispose();
    }
}
