using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Likewise.Server;

/// <summary>
/// What stands between a request and the wire, in this order: a place among those under way, a connection that is tried again
/// while nothing has been sent, and the breaker that leaves a failing upstream alone.
/// </summary>
/// <remarks>
/// The breaker goes by how answers end, for one that begins well may be cut off: while it is closed, calls go past it and tell it
/// of their ends. Otherwise they go through it, and the head of an answer is enough for it to close: a stream may take minutes.
/// </remarks>
internal sealed class UpstreamGate : IDisposable
{
    /// <summary>Before the second attempt; twice as long before the third.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan QueueRetryAfter = TimeSpan.FromSeconds(1);

    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ConcurrencyLimiter _places;
    private readonly int _placesMax;
    private readonly ResiliencePipeline<HttpResponseMessage> _retry, _breaker;

    public UpstreamGate(string name, UpstreamSettings settings, TimeProvider time, ILogger logger)
    {
        _placesMax = settings.ConcurrencyMax;
        _places = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = settings.ConcurrencyMax,
            QueueLimit = settings.QueueMax,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        _breaker = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddCircuitBreaker(Breaker(name, settings, logger)).Build();
        _retry = settings.ConnectRetriesMax == 0
            ? ResiliencePipeline<HttpResponseMessage>.Empty
            : new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddRetry(Retry(settings)).Build();
    }

    /// <summary>How the breaker stands.</summary>
    public UpstreamState State => _state.CircuitState switch
    {
        CircuitState.Closed => UpstreamState.Closed,
        CircuitState.HalfOpen => UpstreamState.HalfOpen,
        _ => UpstreamState.Open,
    };

    /// <summary>Requests that have a place.</summary>
    public int Calls => _placesMax - (int)_places.GetStatistics()!.CurrentAvailablePermits; // This limiter always has them.

    /// <summary>Requests that wait for one.</summary>
    public int Waiting => (int)_places.GetStatistics()!.CurrentQueuedCount; // As above.

    /// <summary>Sends when there is a place, and keeps it until the call is disposed of.</summary>
    /// <param name="send">Makes the request anew at each attempt; how it fails is what retries and the breaker go by.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="UpstreamException">There is no place, or the upstream is left alone.</exception>
    public async ValueTask<UpstreamCall> SendAsync(
        Func<CancellationToken, ValueTask<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        var place = await _places.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        try
        {
            if (!place.IsAcquired)
                throw new UpstreamException(503, "upstream_busy", "Too many requests wait for the upstream.")
                {
                    RetryAfter = QueueRetryAfter,
                };
            var response = await _retry.ExecuteAsync(token => AttemptAsync(send, token), cancellationToken).ConfigureAwait(false);
            return new UpstreamCall(response, place, this);
        }
        catch (BrokenCircuitException broken)
        {
            place.Dispose();
            throw new UpstreamException(
                503, "upstream_paused", "The upstream is left alone for a while, because too many requests failed.", broken)
            {
                RetryAfter = broken.RetryAfter,
            };
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>Counts how an answer ended whose head was no failure; one that was has been counted.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="fault">What broke it off; null where it is whole.</param>
    public ValueTask ReportEndAsync(HttpResponseMessage response, Exception? fault) =>
        IsFailure(response.StatusCode) ? default
        : ReportAsync(fault is null
            ? Outcome.FromResult(response)
            : Outcome.FromException<HttpResponseMessage>(new IOException("The answer was cut off.", fault)));

    public void Dispose() => _places.Dispose();

    private async ValueTask<HttpResponseMessage> AttemptAsync(
        Func<CancellationToken, ValueTask<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        if (_state.CircuitState != CircuitState.Closed)
            return await _breaker.ExecuteAsync(send, cancellationToken).ConfigureAwait(false);

        try
        {
            var response = await send(cancellationToken).ConfigureAwait(false);
            if (IsFailure(response.StatusCode))
                await ReportAsync(Outcome.FromResult(response)).ConfigureAwait(false);
            return response;
        }
        catch (Exception fault) when (IsFailure(fault))
        {
            await ReportAsync(Outcome.FromException<HttpResponseMessage>(fault)).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Late words count for nothing: they are no test of an upstream that has been left alone since.</summary>
    private async ValueTask ReportAsync(Outcome<HttpResponseMessage> outcome)
    {
        if (_state.CircuitState != CircuitState.Closed)
            return;

        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        await _breaker.ExecuteOutcomeAsync(static (_, known) => ValueTask.FromResult(known), context, outcome)
            .ConfigureAwait(false);
        ResilienceContextPool.Shared.Return(context);
    }

    private static RetryStrategyOptions<HttpResponseMessage> Retry(UpstreamSettings settings) => new()
    {
        MaxRetryAttempts = settings.ConnectRetriesMax,
        Delay = RetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        ShouldHandle = static args => ValueTask.FromResult(IsNoConnection(args.Outcome.Exception)),
    };

    private CircuitBreakerStrategyOptions<HttpResponseMessage> Breaker(string name, UpstreamSettings settings, ILogger logger) =>
        new()
        {
            FailureRatio = settings.BreakerFailureRatio,
            MinimumThroughput = settings.BreakerRequestsMin,
            SamplingDuration = settings.BreakerWindow,
            BreakDuration = settings.BreakerPause,
            StateProvider = _state,
            ShouldHandle = args => ValueTask.FromResult(IsOfTheUpstream(args.Outcome)),
            OnOpened = args =>
            {
                Log.UpstreamPaused(logger, name, args.BreakDuration);
                return default;
            },
            OnClosed = _ =>
            {
                Log.UpstreamResumed(logger, name);
                return default;
            },
        };

    /// <summary>Nothing has been sent: after no other failure may a request be sent again without being paid for twice.</summary>
    private static bool IsNoConnection(Exception? fault) => fault is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
    };

    /// <summary>Whether an outcome says that the next request will fail too.</summary>
    private bool IsOfTheUpstream(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        // The one request that tries it again, left by its caller, has shown nothing.
        { Exception: OperationCanceledException and not UpstreamSilentException } => _state.CircuitState == CircuitState.HalfOpen,
        { Exception: { } fault } => IsFailure(fault),
        { Result.StatusCode: var status } => IsFailure(status),
        _ => false,
    };

    private static bool IsFailure(Exception fault) => fault is HttpRequestException or IOException or UpstreamSilentException;

    /// <summary>429 is none: it says when to come again.</summary>
    private static bool IsFailure(HttpStatusCode status) => status is HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or (HttpStatusCode)529;
}
