using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary><c>POST /v1/cache/feedback</c>: an answer was right, or wrong, and a wrong one may be taken away at once.</summary>
internal sealed class FeedbackEndpoint(SemanticCache cache, CacheRequests requests)
{
    public async Task HandleAsync(HttpContext context)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly("entry", "right", "remove");
        var isRight = body.Required("right").Flag();
        var removes = body.Optional("remove")?.Flag() ?? false;
        if (isRight && removes)
            throw new ProtocolException("'remove' takes away what was wrong, and this was right.", "remove");
        var id = requests.OwnEntry(context, body.Required("entry").Text());

        var outcome = await cache.RecordFeedbackAsync(id, isRight, context.RequestAborted).ConfigureAwait(false);
        if (outcome.Fault is not null && !removes)
            throw new HttpFault(503, "The feedback was not written down: the store failed or was late.", "store_failed");

        var removed = removes && (await cache.InvalidateAsync(id, context.RequestAborted).ConfigureAwait(false)).Removed > 0;
        var said = outcome.Feedback ?? default;
        await CacheReply.WriteAsync(context, new FeedbackShown(said.Right, said.Wrong, removed)).ConfigureAwait(false);
    }
}

/// <summary>What was said of an entry until now.</summary>
/// <param name="Right">How often it was right.</param>
/// <param name="Wrong">How often it was wrong.</param>
/// <param name="Removed">Whether it was taken away just now.</param>
internal sealed record FeedbackShown(long Right, long Wrong, bool Removed);
