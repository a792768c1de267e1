using System.Net;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Likewise.Embedders;

/// <summary>When a batch is sent again, and when the service is left alone. Every attempt passes the breaker.</summary>
internal sealed class CallPolicy
{
    /// <summary>The service is left alone once half of the requests failed.</summary>
    private const double FailureRatio = 0.5;

    /// <summary>How much longer than asked a retry waits at most, so that not all come back in the same moment.</summary>
    private static readonly TimeSpan Spread = TimeSpan.FromMilliseconds(250);

    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline _pipeline;

    /// <param name="random">Numbers from 0 to 1, for any thread.</param>
    public CallPolicy(
        RemoteEmbedderOptions options, string service, Tally tally, ILogger logger, TimeProvider time, Func<double> random)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.RetriesMax > 0)
            builder.AddRetry(Retry(options, service, tally, logger, random));
        _pipeline = builder.AddCircuitBreaker(Breaker(options, service, logger)).Build();
    }

    /// <summary>Whether the service is left alone.</summary>
    public bool IsPaused => _state.CircuitState is CircuitState.Open or CircuitState.Isolated;

    /// <exception cref="EmbedderException">The last attempt failed, or the service is left alone.</exception>
    public async ValueTask RunAsync(BatchCall call, CancellationToken cancellationToken)
    {
        try
        {
            await _pipeline.ExecuteAsync(static (call, token) => call.AttemptAsync(token), call, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (BrokenCircuitException broken)
        {
            throw new EmbedderException(
                EmbedderFault.Paused, $"{call.Service} is left alone for a while, because too many requests failed.", broken);
        }
    }

    private static RetryStrategyOptions Retry(
        RemoteEmbedderOptions options, string service, Tally tally, ILogger logger, Func<double> random) => new()
        {
            MaxRetryAttempts = options.RetriesMax,
            Delay = options.RetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Randomizer = random,
            ShouldHandle = static args =>
                ValueTask.FromResult(args.Outcome.Exception is EmbedderException { IsWorthRetrying: true }),
            // Never earlier than asked; null where nothing was asked leaves it to the delays above.
            DelayGenerator = args => ValueTask.FromResult(
                (args.Outcome.Exception as EmbedderException)?.RetryAfter + (Spread * random())),
            OnRetry = args =>
            {
                tally.Retried();
                Log.Retried(logger, service, args.RetryDelay, args.AttemptNumber + 2, args.Outcome.Exception!.Message);
                return default;
            },
        };

    private CircuitBreakerStrategyOptions Breaker(RemoteEmbedderOptions options, string service, ILogger logger) => new()
    {
        FailureRatio = FailureRatio,
        MinimumThroughput = options.BreakerRequestsMin,
        SamplingDuration = options.BreakerWindow,
        BreakDuration = options.BreakerPause,
        StateProvider = _state,
        ShouldHandle = static args => ValueTask.FromResult(
            args.Outcome.Exception is EmbedderException failure && IsOfTheService(failure)),
        OnOpened = args =>
        {
            Log.Paused(logger, service, args.BreakDuration, args.Outcome.Exception?.Message ?? "too many requests failed");
            return default;
        },
        OnClosed = _ =>
        {
            Log.Resumed(logger, service);
            return default;
        },
    };

    /// <summary>
    /// Whether a failure says that the next request will fail as well. A refused text does not, and a rate limit is waited for.
    /// </summary>
    private static bool IsOfTheService(EmbedderException failure) => failure.Fault switch
    {
        EmbedderFault.Unreachable or EmbedderFault.TimedOut or EmbedderFault.ServiceFailed or EmbedderFault.BadReply => true,
        EmbedderFault.Refused => failure.Status is
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or < HttpStatusCode.BadRequest,
        _ => false,
    };
}
