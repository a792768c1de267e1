using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary><c>POST /v1/cache/lookup</c>: is there an answer? No model is asked.</summary>
internal sealed class LookupEndpoint(SemanticCache cache, CacheRequests requests, LookupLog lookups)
{
    public async Task HandleAsync(HttpContext context)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly(CacheRequests.Fields);
        var request = requests.ReadPrompt(context, body);
        var result = await lookups.LookupAsync("lookup", cache, request, context.RequestAborted).ConfigureAwait(false);
        await CacheReply.WriteAsync(context, LookupShown.Of(result)).ConfigureAwait(false);
    }
}
