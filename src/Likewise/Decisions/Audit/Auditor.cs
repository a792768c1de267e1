using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>
/// Watches the cache in the background: asks the model about hits that were drawn, and compares answers, after they were given.
/// </summary>
/// <remarks>
/// A few workers take from one bounded queue; what does not fit is dropped and counted. Nothing of a request outlives it here but
/// what it asked and what it found, and no request waits for anything here.
/// </remarks>
internal sealed class Auditor : IAsyncDisposable
{
    /// <summary>Workers heed their token; one in somebody's code that does not is left behind.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly AnswerObserver _observer;
    private readonly CacheTelemetry _telemetry;
    private readonly SeamGuard _modelGuard;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<AuditJob> _queue;
    private readonly CallBudget _budget;
    private readonly AuditDraw _nearMisses;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly int _workersMax;
    private Task[] _workers = [];
    private TaskCompletionSource? _idle;
    private long _waiting, _compared, _modelCalls, _tokens, _dropped, _failed;
    private bool _isStopped;

    /// <param name="options">How much may be done.</param>
    /// <param name="observer">Compares, and tells the outcome.</param>
    /// <param name="telemetry">Told what audits cost.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of what fails.</param>
    public Auditor(
        SemanticCacheOptions options, AnswerObserver observer, CacheTelemetry telemetry, TimeProvider time, ILogger logger)
    {
        (_observer, _telemetry, _time, _logger) = (observer, telemetry, time, logger);
        _modelGuard = new SeamGuard("audited model", options.Audit.ModelTimeout, time, logger);
        _queue = Channel.CreateBounded<AuditJob>(options.Audit.QueueMax);
        _budget = new CallBudget(options.Audit.CallsPerMinuteMax, time);
        _nearMisses = new AuditDraw(options.NearMissShare);
        _workersMax = options.Audit.ConcurrencyMax;
    }

    public void Start() => _workers = [.. Enumerable.Range(0, _workersMax).Select(_ => Task.Run(WorkAsync))];

    /// <summary>A hit was given. Where it was drawn, the model is asked all the same.</summary>
    public void Served(LookupHit hit, Func<CancellationToken, ValueTask<RecordedResponse>> askModel)
    {
        if (!hit.IsAuditDue)
            return;
        if (_budget.TryTake())
            Add(new AuditJob(hit, null, askModel));
        else
            Interlocked.Increment(ref _dropped);
    }

    /// <summary>The model has answered. What was withheld is always compared, what was nearly given as often as is asked
    /// for.</summary>
    public void Answered(LookupMiss miss, RecordedResponse fresh)
    {
        if (miss.Withheld is not null || (miss.NearMiss is not null && _nearMisses.Next()))
            Add(new AuditJob(miss, fresh, null));
    }

    /// <summary>Completes when everything that was added has been dealt with.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _waiting == 0
                ? Task.CompletedTask
                : (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task
                    .WaitAsync(cancellationToken);
        }
    }

    /// <summary>Answers that wait to be compared, or are being compared.</summary>
    public long Waiting => Interlocked.Read(ref _waiting);

    public AuditorStatistics GetStatistics() => new()
    {
        Waiting = Waiting,
        Compared = Interlocked.Read(ref _compared),
        ModelCalls = Interlocked.Read(ref _modelCalls),
        Tokens = Interlocked.Read(ref _tokens),
        Dropped = Interlocked.Read(ref _dropped),
        Failed = Interlocked.Read(ref _failed),
    };

    /// <summary>Stops at once: what waits is dropped, what runs is cancelled. A second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isStopped, true))
            return;

        _queue.Writer.Complete();
        await _stopping.CancelAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll(_workers).WaitAsync(StopTimeout, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return; // The token stays: somebody still holds it.
        }

        while (_queue.Reader.TryRead(out _))
            End(ref _dropped);
        _stopping.Dispose();
    }

    private void Add(AuditJob job)
    {
        lock (_lock)
            _waiting++;
        if (!_queue.Writer.TryWrite(job))
            End(ref _dropped);
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var job in _queue.Reader.ReadAllAsync(_stopping.Token).ConfigureAwait(false))
                await DoAsync(job).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
    }

    private async Task DoAsync(AuditJob job)
    {
        var isCompared = false;
        try
        {
            var fresh = job.Fresh ?? await AskAsync(job).ConfigureAwait(false);
            isCompared = fresh is not null
                && await _observer.ObserveAsync(job.Found, fresh, _stopping.Token).ConfigureAwait(false) is not null;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A worker outlives whatever goes wrong with one answer, and says so.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.AuditFailed(_logger, fault);
        }
        finally
        {
            End(ref isCompared ? ref _compared : ref _failed);
        }
    }

    /// <returns>Null where the model failed or was late.</returns>
    private async ValueTask<RecordedResponse?> AskAsync(AuditJob job)
    {
        Interlocked.Increment(ref _modelCalls);
        var attempt = await _modelGuard.CallAsync(
            job.AskModel!, static (ask, token) => ask(token), _stopping.Token) // There is no answer yet, so there is whom to ask.
            .ConfigureAwait(false);
        if (!attempt.Succeeded)
            return null;

        Interlocked.Add(ref _tokens, attempt.Value.Usage.TotalTokens);
        _telemetry.Audited(job.Found.Request?.Tenant ?? "", attempt.Value.Model, attempt.Value.Usage);
        return attempt.Value;
    }

    private void End(ref long count)
    {
        Interlocked.Increment(ref count);
        lock (_lock)
        {
            if (--_waiting > 0)
                return;
            _idle?.TrySetResult();
            _idle = null;
        }
    }
}
