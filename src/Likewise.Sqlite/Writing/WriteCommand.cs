namespace Likewise.Sqlite;

/// <summary>One caller's write on its way through the queue: waiting, then taken or abandoned, then answered.</summary>
internal abstract class WriteCommand
{
    // Answers run elsewhere: the writer's thread is not for callers.
    private readonly TaskCompletionSource<int> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isClaimed;
    private int _result;

    /// <summary>Ends once the write has been committed, with how many entries it touched, or has failed.</summary>
    public Task<int> Answer => _answer.Task;

    /// <summary>Whether the writer may run the command: not one that its caller gave up before its turn.</summary>
    public bool TryTake() => TryClaim();

    /// <summary>The caller waits no longer. A command that was not taken never runs; one that was runs whole.</summary>
    public void Abandon(CancellationToken cancellationToken)
    {
        TryClaim();
        _answer.TrySetCanceled(cancellationToken);
    }

    public void Run(EntryRowWriter writer) => _result = Execute(writer);

    public void Commit() => _answer.TrySetResult(_result);

    public void Fail(Exception exception) => _answer.TrySetException(exception);

    /// <summary>Does the work, inside a transaction that is not its own and that may be tried again.</summary>
    protected abstract int Execute(EntryRowWriter writer);

    private bool TryClaim() => Interlocked.Exchange(ref _isClaimed, 1) == 0;
}
