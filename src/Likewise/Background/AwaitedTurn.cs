namespace Likewise;

/// <summary>
/// Background work that somebody waits for: who leaves before its turn is let go at once, later when it has ended.
/// </summary>
internal sealed class AwaitedTurn(Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken)
{
    private const int Waiting = 0, Begun = 1, Left = 2;

    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state;

    /// <summary>Whether it was done; false where it was given up before it began.</summary>
    public Task<bool> Ended => _ended.Task;

    public async ValueTask<bool> RunAsync(CancellationToken stopping)
    {
        if (Interlocked.CompareExchange(ref _state, Begun, Waiting) != Waiting)
            throw new OperationCanceledException(cancellationToken);

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        try
        {
            await work(either.Token).ConfigureAwait(false);
            _ended.SetResult(true);
            return true;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            _ended.SetCanceled(cancellationToken.IsCancellationRequested ? cancellationToken : either.Token);
            throw;
        }
#pragma warning disable CA1031 // Handed to whoever waits.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _ended.SetException(fault);
            return false;
        }
    }

    public void Drop() => _ended.TrySetResult(false);

    public void Leave()
    {
        if (Interlocked.CompareExchange(ref _state, Left, Waiting) == Waiting)
            _ended.TrySetCanceled(cancellationToken);
    }
}
