using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary><c>POST /v1/cache/lookup</c>: is there an answer? No model is asked.</summary>
internal sealed class LookupEndpoint(SemanticCache cache, CacheRequests requests, LookupLog lookups)
{
    private const string From = "lookup";

    public async Task HandleAsync(HttpContext context)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly(CacheRequests.Fields);
        var request = requests.ReadPrompt(context, body);
        var startedAt = lookups.Now;
        var result = await cache.LookupAsync(request, context.RequestAborted).ConfigureAwait(false);
        lookups.Add(From, request, result, startedAt);
        await CacheReply.WriteAsync(context, LookupShown.Of(result)).ConfigureAwait(false);
    }
}
