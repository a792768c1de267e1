namespace Likewise;

/// <summary>
/// Who stores under a key stores alone: in the store and in memory what came last must be the same entry. Others, of other keys,
/// wait for nobody.
/// </summary>
/// <param name="waitMax">How long one waits for those before it.</param>
/// <param name="time">Measures that.</param>
internal sealed class KeyTurns(TimeSpan waitMax, TimeProvider time)
{
    private readonly Dictionary<ExactKey, Turn> _last = [];
    private readonly Lock _lock = new();

    /// <summary>Waits until those that came before have ended.</summary>
    /// <returns>The turn, to be disposed; null where they took too long.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<IDisposable?> TakeAsync(ExactKey key, CancellationToken cancellationToken)
    {
        var turn = new Turn(this, key);
        Task before;
        lock (_lock)
        {
            before = _last.GetValueOrDefault(key)?.Ended ?? Task.CompletedTask;
            _last[key] = turn;
        }

        try
        {
            await before.WaitAsync(waitMax, time, cancellationToken).ConfigureAwait(false);
            return turn;
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            // Those behind wait for those before all the same.
            _ = before.ContinueWith(
                _ => turn.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            if (late is OperationCanceledException)
                throw;
            return null;
        }
    }

    private void End(Turn turn, ExactKey key)
    {
        lock (_lock)
        {
            if (_last.GetValueOrDefault(key) == turn)
                _last.Remove(key);
        }
    }

    private sealed class Turn(KeyTurns turns, ExactKey key) : IDisposable
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => _ended.Task;

        public void Dispose()
        {
            turns.End(this, key);
            _ended.TrySetResult();
        }
    }
}
