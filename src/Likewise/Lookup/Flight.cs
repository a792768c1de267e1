namespace Likewise;

/// <summary>
/// One call for an answer that several requests wait for. It belongs to all who are aboard: it goes on as long as one of them
/// waits, whoever began it, and is cancelled when the last has left.
/// </summary>
#pragma warning disable CA1001 // Its token source has no timer and no handle: nothing to dispose of, and no good moment to.
internal sealed class Flight
#pragma warning restore CA1001
{
    private readonly TaskCompletionSource<CacheAnswer> _landed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<(LiveResponse, LookupResult)?> _begun =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly CancellationTokenSource _abandoned = new();
    private int _aboard = 1; // The leader.

    public Task<CacheAnswer> Landed => _landed.Task;

    /// <summary>The answer as it comes, as soon as it does; null where it came as a whole.</summary>
    public Task<(LiveResponse Live, LookupResult Lookup)?> Begun => _begun.Task;

    /// <summary>How many wait for it.</summary>
    public int Aboard => Volatile.Read(ref _aboard);

    /// <summary>Cancelled when nobody waits any more.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <returns>False when the last has left already, and nobody will land.</returns>
    public bool TryBoard()
    {
        for (var aboard = Volatile.Read(ref _aboard); aboard > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _aboard, aboard + 1, aboard);
            if (seen == aboard)
                return true;
            aboard = seen;
        }

        return false;
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref _aboard) == 0)
            _abandoned.Cancel();
    }

    public void Begin(LiveResponse live, LookupResult lookup) => _begun.TrySetResult((live, lookup));

    public void Land(CacheAnswer answer)
    {
        _landed.TrySetResult(answer);
        _begun.TrySetResult(null);
    }

    public void Fail(Exception fault)
    {
        _landed.TrySetException(fault);
        _begun.TrySetException(fault);
        _ = (_landed.Task.Exception, _begun.Task.Exception); // Seen, even when everyone has left.
    }
}
