using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// How many requests are served at once, how many wait, and for how long. One more, or one that has waited too long, is told to
/// come again: a server that takes in everything answers nobody in time.
/// </summary>
internal sealed class RequestPlaces(LikewiseSettings settings, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter _places = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = settings.Server.RequestsMax,
        QueueLimit = settings.Server.QueueMax,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        // What is open to everybody is what says how the server is: it must be answered most of all when there is no place.
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        using var free = _places.AttemptAcquire();
        using var place = free.IsAcquired ? free : await WaitAsync(context.RequestAborted).ConfigureAwait(false);
        if (!place.IsAcquired)
            throw Overloaded("The server has as many requests as it takes.");
        await next(context).ConfigureAwait(false);
    }

    private async ValueTask<RateLimitLease> WaitAsync(CancellationToken aborted)
    {
        using var deadline = new CancellationTokenSource(settings.Server.QueueTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, deadline.Token);
        try
        {
            return await _places.AcquireAsync(1, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            throw Overloaded(
                $"No place was free within {DurationText.Format(settings.Server.QueueTimeout)} (server.queueTimeout).");
        }
    }

    private static HttpFault Overloaded(string message) => new(503, message, "overloaded") { RetryAfter = RetryAfter };

    public void Dispose() => _places.Dispose();
}
