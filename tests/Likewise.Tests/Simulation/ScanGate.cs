namespace Likewise.Tests.Simulation;

/// <summary>Lets a scan go on by so many entries, and tells when it has come so far.</summary>
internal sealed class ScanGate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _isHeld = New();
    private TaskCompletionSource _opened = New();
    private int _permits;
    private bool _isDone;

    /// <summary>Whether the scan has ended.</summary>
    public bool IsDone
    {
        get
        {
            lock (_lock)
                return _isDone;
        }
    }

    /// <summary>Waits until one more entry may pass.</summary>
    public async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task opened;
            lock (_lock)
            {
                if (_permits > 0)
                {
                    _permits--;
                    return;
                }

                opened = _opened.Task;
                _isHeld.TrySetResult();
            }

            await opened.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The scan has ended.</summary>
    public void Done()
    {
        lock (_lock)
        {
            _isDone = true;
            _isHeld.TrySetResult();
        }
    }

    /// <summary>Waits until the scan is held, or has ended.</summary>
    public Task WhenHeldAsync() => _isHeld.Task;

    /// <summary>Lets some entries pass, and waits until they have.</summary>
    public Task OpenAsync(int entries)
    {
        lock (_lock)
        {
            if (_isDone)
                return Task.CompletedTask;
            _permits += entries;
            _isHeld = New();
            _opened.TrySetResult();
            _opened = New();
            return _isHeld.Task;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
