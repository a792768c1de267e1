namespace Likewise.Embedders;

/// <summary>So many requests are under way at once, so many wait for their turn, and no more.</summary>
internal sealed class Places(int placesMax, int waitingMax) : IDisposable
{
    private readonly SemaphoreSlim _free = new(placesMax);
    private int _waiting;

    /// <summary>Takes a place, which is to be left with <see cref="Leave"/>.</summary>
    /// <returns>False at once where too many wait.</returns>
    public async ValueTask<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        if (_free.Wait(0, CancellationToken.None))
            return true;

        try
        {
            if (Interlocked.Increment(ref _waiting) > waitingMax)
                return false;

            await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Leave() => _free.Release();

    public void Dispose() => _free.Dispose();
}
