using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// GPTCache's server: <c>/put</c>, <c>/get</c> and <c>/flush</c>, in a namespace of their own: flushing takes nothing else.
/// </summary>
internal sealed class GptCacheEndpoint(
    SemanticCache cache, CacheRequests requests, LookupLog lookups, LikewiseSettings settings)
{
    public const string Namespace = "gptcache";

    public IEnumerable<CacheRoute> Routes =>
    [
        new("POST", "/put", AccessRole.Use, PutAsync),
        new("POST", "/get", AccessRole.Use, GetAsync),
        new("POST", "/flush", AccessRole.Manage, FlushAsync),
    ];

    private async Task PutAsync(HttpContext context)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        var request = RequestOf(context, body);
        var answer = RecordedResponse.FromText(body.Required("answer").Prose(), model: request.Model);
        var outcome = await cache.StoreAsync(request, answer, null, context.RequestAborted).ConfigureAwait(false);
        if (outcome.Id is null)
            throw StoreEndpoint.FaultOf(outcome);
        await CacheReply.WriteAsync(context, "successfully update the cache").ConfigureAwait(false);
    }

    private async Task GetAsync(HttpContext context)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        var result = await lookups.LookupAsync("gptcache", cache, RequestOf(context, body), context.RequestAborted)
            .ConfigureAwait(false);
        var answer = new GptCacheAnswer(body.Required("prompt").Text(), (result as LookupHit)?.Response.Text);
        await CacheReply.WriteAsync(context, answer).ConfigureAwait(false);
    }

    private async Task FlushAsync(HttpContext context)
    {
        var filter = new EntryFilter { Tenant = requests.TenantOf(context), Namespace = Namespace };
        var outcome = await cache.InvalidateAsync(filter, context.RequestAborted).ConfigureAwait(false);
        if (!outcome.IsComplete)
            throw new HttpFault(503, "The entries answer no more, but the store could not remove them yet.", "store_failed");
        await CacheReply.WriteAsync(context, "successfully flush the cache").ConfigureAwait(false);
    }

    private PromptRequest RequestOf(HttpContext context, JsonField body) => requests.Place(
        PromptRequest.FromText(body.Required("prompt").Prose()) with
        {
            Model = settings.Upstream.Model,
            Tenant = requests.TenantOf(context, settings.Upstream.Model),
            Namespace = Namespace,
        },
        context);
}

/// <summary>What GPTCache's <c>/get</c> answers: null where there is no answer.</summary>
internal sealed record GptCacheAnswer(
    string Prompt, [property: System.Text.Json.Serialization.JsonIgnore(
        Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] string? Answer);
