namespace Likewise;

/// <summary>One piece of background work. What changes of it is under its owner's lock.</summary>
/// <param name="work">Does it; false where it came to nothing.</param>
/// <param name="onDropped">Told where it is given up before it began; null for nobody.</param>
/// <param name="addedAt">When it was added, by the clock that is never set.</param>
internal sealed class WorkItem(Func<CancellationToken, ValueTask<bool>> work, Action? onDropped, long addedAt)
{
    /// <summary>Of who added it: begun at the end of somebody else's work, it is no part of that one's trace.</summary>
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    private TaskCompletionSource? _ended;

    public long AddedAt => addedAt;

    /// <summary>Begins on a thread of the pool.</summary>
    public void Begin(Func<Task> run)
    {
        if (_context is null)
            Task.Run(run);
        else
            ExecutionContext.Run(_context, static run => Task.Run((Func<Task>)run!), run); // Given here, so not null.
    }

    public ValueTask<bool> RunAsync(CancellationToken cancellationToken) => work(cancellationToken);

    public void TellDropped() => onDropped?.Invoke();

    /// <summary>To be asked before it has ended.</summary>
    public Task WhenEnded() =>
        (_ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void End() => _ended?.TrySetResult();
}
