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
internal sealed class UpstreamGate : IDisposable
{
    /// <summary>Before the second attempt; twice as long before the third.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan QueueRetryAfter = TimeSpan.FromSeconds(1);

    private readonly CircuitBreakerStateProvider _breaker = new();
    private readonly ConcurrencyLimiter _places;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public UpstreamGate(string name, UpstreamSettings settings, TimeProvider time, ILogger logger)
    {
        _places = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = settings.ConcurrencyMax,
            QueueLimit = settings.QueueMax,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        if (settings.ConnectRetriesMax > 0)
            builder.AddRetry(Retry(settings));
        _pipeline = builder.AddCircuitBreaker(Breaker(name, settings, logger)).Build();
    }

    /// <summary>Whether the upstream is left alone.</summary>
    public bool IsPaused => _breaker.CircuitState is CircuitState.Open or CircuitState.Isolated;

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
            return new UpstreamCall(await _pipeline.ExecuteAsync(send, cancellationToken).ConfigureAwait(false), place);
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

    public void Dispose() => _places.Dispose();

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
            StateProvider = _breaker,
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

    /// <summary>Whether an outcome says that the next request will fail too. 429 does not: it says when to come again.</summary>
    private bool IsOfTheUpstream(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or IOException or UpstreamSilentException } => true,

        // The one request that tries it again, left by its caller, has shown nothing.
        { Exception: OperationCanceledException } => _breaker.CircuitState == CircuitState.HalfOpen,
        { Result.StatusCode: var status } => status is HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or (HttpStatusCode)529,
        _ => false,
    };
}
