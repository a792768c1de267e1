using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// How many requests are served at once, and how many wait. One more is told at once to come again: a server that takes in
/// everything answers nobody in time.
/// </summary>
internal sealed class RequestPlaces(LikewiseSettings settings) : IDisposable
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

        using var place = await _places.AcquireAsync(1, context.RequestAborted).ConfigureAwait(false);
        if (!place.IsAcquired)
            throw new HttpFault(503, "The server has as many requests as it takes.", "overloaded") { RetryAfter = RetryAfter };
        await next(context).ConfigureAwait(false);
    }

    public void Dispose() => _places.Dispose();
}
