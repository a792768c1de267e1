using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>
/// Watches the cache in the background: asks the model about hits that were drawn, and compares answers, after they were given.
/// </summary>
/// <remarks>
/// What does not fit among the background's work is dropped and counted. Nothing of a request outlives it here but what it asked
/// and what it found, and no request waits for anything here.
/// </remarks>
internal sealed class Auditor
{
    private readonly AnswerObserver _observer;
    private readonly CacheTelemetry _telemetry;
    private readonly BackgroundWork _background;
    private readonly SeamGuard _modelGuard;
    private readonly ILogger _logger;
    private readonly ModelBudget _budget;
    private readonly AuditDraw _nearMisses;
    private long _waiting, _compared, _modelCalls, _tokens, _dropped, _failed;

    /// <param name="options">How much may be done.</param>
    /// <param name="observer">Compares, and tells the outcome.</param>
    /// <param name="telemetry">Told what audits cost.</param>
    /// <param name="background">Where it is done.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of what fails.</param>
    public Auditor(
        SemanticCacheOptions options, AnswerObserver observer, CacheTelemetry telemetry, BackgroundWork background,
        TimeProvider time, ILogger logger)
    {
        (_observer, _telemetry, _background, _logger) = (observer, telemetry, background, logger);
        _modelGuard = new SeamGuard("audited model", options.Audit.ModelTimeout, time, logger);
        _budget = new ModelBudget(new ModelBudgetOptions { CallsPerMinuteMax = options.Audit.CallsPerMinuteMax }, time);
        _nearMisses = new AuditDraw(options.NearMissShare);
    }

    /// <summary>A hit was given. Where it was drawn, the model is asked all the same.</summary>
    public void Served(LookupHit hit, Func<CancellationToken, ValueTask<RecordedResponse>> askModel)
    {
        if (!hit.IsAuditDue)
            return;
        if (_budget.TryTake("", out _))
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

    private void Add(AuditJob job)
    {
        Interlocked.Increment(ref _waiting);
        if (!_background.TryAdd(WorkClass.Audit, token => DoAsync(job, token), () => End(ref _dropped)))
            End(ref _dropped);
    }

    private async ValueTask<bool> DoAsync(AuditJob job, CancellationToken cancellationToken)
    {
        var isCompared = false;
        try
        {
            var fresh = job.Fresh ?? await AskAsync(job, cancellationToken).ConfigureAwait(false);
            return isCompared = fresh is not null
                && await _observer.ObserveAsync(job.Found, fresh, cancellationToken).ConfigureAwait(false) is not null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever goes wrong with one answer says nothing of the cache, and is said.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.AuditFailed(_logger, fault);
            return false;
        }
        finally
        {
            End(ref isCompared ? ref _compared : ref _failed);
        }
    }

    /// <returns>Null where the model failed or was late.</returns>
    private async ValueTask<RecordedResponse?> AskAsync(AuditJob job, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _modelCalls);
        var attempt = await _modelGuard.CallAsync(
            job.AskModel!, // There is no answer yet, so there is whom to ask.
            static (ask, token) => ask(token), cancellationToken).ConfigureAwait(false);
        if (!attempt.Succeeded)
            return null;

        Interlocked.Add(ref _tokens, attempt.Value.Usage.TotalTokens);
        _telemetry.Audited(job.Found.Request?.Tenant ?? "", attempt.Value.Model, attempt.Value.Usage);
        return attempt.Value;
    }

    private void End(ref long count)
    {
        Interlocked.Increment(ref count);
        Interlocked.Decrement(ref _waiting);
    }
}
