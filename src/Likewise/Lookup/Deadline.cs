using System.Collections.Concurrent;

namespace Likewise;

/// <summary>
/// A token that is cancelled after a time or with the caller's, whichever is first. The sources behind it are pooled.
/// </summary>
internal struct Deadline
{
    private const int PooledMax = 64;

    private static readonly ConcurrentQueue<CancellationTokenSource> Pool = new();

    private CancellationTokenSource _source;
    private CancellationTokenRegistration _caller;
    private CancellationToken _callerToken;
    private bool _isPooled;

    /// <summary>Cancelled at the deadline.</summary>
    public readonly CancellationToken Token => _source.Token;

    /// <summary>Whether the time is over, rather than the caller gone.</summary>
    public readonly bool HasPassed => _source.IsCancellationRequested && !_callerToken.IsCancellationRequested;

    public static Deadline Start(TimeSpan timeout, TimeProvider time, CancellationToken caller)
    {
        // A source's timer belongs to its clock, so only those of the system's clock are shared.
        var isPooled = time == TimeProvider.System;
        var source = isPooled && Pool.TryDequeue(out var pooled)
            ? pooled
            : new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        source.CancelAfter(timeout);
        return new Deadline
        {
            _source = source,
            _callerToken = caller,
            _caller = caller.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source),
            _isPooled = isPooled,
        };
    }

    public readonly void End()
    {
        _caller.Dispose();
        if (_isPooled && Pool.Count < PooledMax && _source.TryReset())
            Pool.Enqueue(_source);
        else
            _source.Dispose();
    }
}
