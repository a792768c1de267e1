namespace Likewise;

/// <summary>One piece of background work. What changes of it is under its owner's lock.</summary>
/// <param name="work">Does it; false where it came to nothing.</param>
/// <param name="onDropped">Told where it is given up before it began; null for nobody.</param>
/// <param name="addedAt">When it was added, by the clock that is never set.</param>
internal sealed class WorkItem(Func<CancellationToken, ValueTask<bool>> work, Action? onDropped, long addedAt)
{
    private TaskCompletionSource? _ended;

    public long AddedAt => addedAt;

    public ValueTask<bool> RunAsync(CancellationToken cancellationToken) => work(cancellationToken);

    public void TellDropped() => onDropped?.Invoke();

    /// <summary>To be asked before it has ended.</summary>
    public Task WhenEnded() =>
        (_ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void End() => _ended?.TrySetResult();
}
