using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary><c>POST /v1/cache/store</c>: an answer to a request, to be given to who asks the same.</summary>
internal sealed class StoreEndpoint(SemanticCache cache, CacheRequests requests)
{
    public async Task HandleAsync(HttpContext context)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly([.. CacheRequests.Fields, .. StoreRequests.Fields]);
        var request = requests.ReadPrompt(context, body);
        var (response, options) = StoreRequests.Read(body, request.Model);

        var outcome = await cache.StoreAsync(
            request, response, CacheRequests.Allow(context, options), context.RequestAborted).ConfigureAwait(false);
        if (outcome.Id is not { } id)
            throw FaultOf(outcome);

        context.Response.Headers.Location = $"{CacheApi.Base}/entries/{id}";
        await CacheReply.WriteAsync(context, StoredShown.Of(outcome), StatusCodes.Status201Created).ConfigureAwait(false);
    }

    public static HttpFault FaultOf(StoreOutcome outcome) => outcome.Status == StoreStatus.Refused
        ? new HttpFault(422, $"The answer was not stored: {outcome.Reason}.", "refused")
        : new HttpFault(503, "The answer was not stored: the store failed or was late; the log says more.", "store_failed");
}

/// <summary>What was stored.</summary>
/// <param name="Id">The entry's.</param>
/// <param name="IsDurable">Whether it survives the end of the process.</param>
internal sealed record StoredShown(string Id, bool IsDurable)
{
    /// <summary>Whether it was there, says the same, and is confirmed by this; only where it is so.</summary>
    public bool? IsConfirmation { get; init; }

    /// <summary>When its time is over.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How soon what it speaks of changes; only where it does.</summary>
    public VolatilityShown? Volatility { get; init; }

    public static StoredShown Of(StoreOutcome outcome) => new(outcome.Id.ToString()!, outcome.IsDurable)
    {
        IsConfirmation = outcome.IsConfirmation ? true : null,
        ExpiresAt = outcome.Life?.Expiry.At,
        Volatility = outcome.Life is { } life ? VolatilityShown.Of(life.Volatility) : null,
    };
}
