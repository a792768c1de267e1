using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>
/// Everything that is done behind requests, in one place: each class of work has a bounded queue and a limit of its own, all
/// together have one, and where there is not room for all the class that is named first goes first.
/// </summary>
/// <remarks>
/// <para>It has no loop and no timer: what is added begins at once or when something else ends, so that under a test's clock it
/// is as deterministic as the work itself. Everything is under one lock, in which nothing is called.</para>
/// <para>Closing drops what waits and cancels what runs, except stores: their answers were given away already, so they are
/// carried out as far as <see cref="BackgroundOptions.StopTimeout"/> allows. None of them was called durable.</para>
/// </remarks>
internal sealed class BackgroundWork : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly WorkLine[] _lines;
    private readonly int _runningMax;
    private readonly TimeSpan _stopTimeout;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private int _running;
    private bool _isStopped;

    public BackgroundWork(SemanticCacheOptions options, TimeProvider time, ILogger logger)
    {
        (_runningMax, _stopTimeout) = (options.Background.ConcurrencyMax, options.Background.StopTimeout);
        (_time, _logger) = (time, logger);
        var own = options.Background;
        _lines =
        [
            new(WorkClass.Store, own.StoreQueueMax, own.StoreConcurrencyMax),
            new(WorkClass.Refresh, options.Stale.RefreshesMax, options.Stale.RefreshesMax),
            new(WorkClass.Audit, options.Audit.QueueMax, options.Audit.ConcurrencyMax),
            new(WorkClass.Warm, own.WarmQueueMax, own.WarmConcurrencyMax),
            new(WorkClass.Migrate, 1, 1), // One batch at a time, and the next only after it.
        ];
    }

    /// <summary>Takes work in, unless too much of its class waits. Never throws, and does not wait.</summary>
    /// <param name="of">Its class.</param>
    /// <param name="work">False where it came to nothing. What it throws is logged and counts as that.</param>
    /// <param name="onDropped">Called where it is given up before it began, and not where it is refused here.</param>
    /// <returns>False where it is refused.</returns>
    public bool TryAdd(WorkClass of, Func<CancellationToken, ValueTask<bool>> work, Action? onDropped = null)
    {
        var line = _lines[(int)of];
        lock (_lock)
        {
            if (_isStopped || (line.Waiting.Count >= line.WaitingMax && !MayBegin(line)))
            {
                line.Dropped++;
                return false;
            }

            line.Waiting.Enqueue(new WorkItem(work, onDropped, _time.GetTimestamp()));
            BeginLocked();
        }

        return true;
    }

    /// <summary>Does work when its turn comes, and waits for its end.</summary>
    /// <returns>False where it was refused, or given up before it began.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled. Work that has begun has ended then.</exception>
    /// <remarks>What the work throws reaches the caller.</remarks>
    public async ValueTask<bool> RunAsync(
        WorkClass of, Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var turn = new AwaitedTurn(work, cancellationToken);
        if (!TryAdd(of, turn.RunAsync, turn.Drop))
            return false;

        using var leaving = cancellationToken.UnsafeRegister(static turn => ((AwaitedTurn)turn!).Leave(), turn);
        return await turn.Ended.ConfigureAwait(false);
    }

    /// <summary>Completes when all of a class that waits or runs now has ended.</summary>
    public Task WhenEndedAsync(WorkClass of, CancellationToken cancellationToken)
    {
        lock (_lock)
            return _lines[(int)of].WhenEnded().WaitAsync(cancellationToken);
    }

    public IReadOnlyDictionary<WorkClass, WorkStatistics> GetStatistics()
    {
        lock (_lock)
            return _lines.ToDictionary(line => line.Of, line => line.GetStatistics(_time));
    }

    /// <summary>
    /// Begins nothing more but stores, and waits for these and for what is cancelled. A second time does nothing.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        WorkItem[] dropped;
        Task ended;
        lock (_lock)
        {
            if (_isStopped)
                return;
            _isStopped = true;
            dropped = [.. _lines.Where(line => line.Of != WorkClass.Store).SelectMany(line => line.Drop())];
            ended = Task.WhenAll(_lines.Select(line => line.WhenEnded()));
        }

        foreach (var item in dropped)
            item.TellDropped();
        await _stopping.CancelAsync().ConfigureAwait(false);
        try
        {
            await ended.WaitAsync(_stopTimeout, _time).ConfigureAwait(false);
            _stopping.Dispose();
        }
        catch (TimeoutException)
        {
            // The token stays: somebody still holds it.
            lock (_lock)
                dropped = [.. _lines[(int)WorkClass.Store].Drop()];
            foreach (var item in dropped)
                item.TellDropped();
        }
    }

    private bool MayBegin(WorkLine line) => _running < _runningMax && line.Running.Count < line.RunningMax;

    /// <summary>Begins what there is room for.</summary>
    private void BeginLocked()
    {
        foreach (var line in _lines)
        {
            while (line.Waiting.Count > 0 && MayBegin(line))
            {
                var item = line.Begin();
                _running++;
                item.Begin(() => RunAsync(line, item)); // Ends by itself; disposing waits for it.
            }
        }
    }

    private async Task RunAsync(WorkLine line, WorkItem item)
    {
        var isDone = false;
        var isGivenUp = false;
        try
        {
            var token = line.Of == WorkClass.Store ? CancellationToken.None : _stopping.Token;
            isDone = await item.RunAsync(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            isGivenUp = true;
        }
#pragma warning disable CA1031 // Nobody waits for it: whatever went wrong is said and counted.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.BackgroundFailed(_logger, line.Of, fault);
        }

        lock (_lock)
        {
            _running--;
            line.End(item, isDone, isGivenUp);
            BeginLocked();
        }
    }
}
