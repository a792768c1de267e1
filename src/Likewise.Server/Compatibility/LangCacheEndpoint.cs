using Likewise.Protocols;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Likewise.Server;

/// <summary>
/// Redis LangCache's REST API, version 1: each of its caches is a namespace, and the attributes of an entry are part of its scope
/// and, as <c>name=value</c>, its tags.
/// </summary>
internal sealed class LangCacheEndpoint(
    SemanticCache cache, CacheRequests requests, LangCacheSets sets, LookupLog lookups, LikewiseSettings settings)
{
    public const string Base = "/v1/caches";

    private const string Entries = $"{Base}/{{cacheId}}/entries";
    private const string Everything = "all";

    public IEnumerable<CacheRoute> Routes =>
    [
        new("POST", $"{Entries}/search", AccessRole.Use, SearchAsync),
        new("POST", Entries, AccessRole.Use, StoreAsync),
        new("DELETE", Entries, AccessRole.Manage, DeleteAsync),
        new("DELETE", $"{Entries}/{{entryId}}", AccessRole.Manage, DeleteOneAsync),
        new("POST", $"{Base}/{{cacheId}}/flush", AccessRole.Manage, FlushAsync),
    ];

    private async Task SearchAsync(HttpContext context)
    {
        // 1. Read what is asked.
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly("prompt", "similarityThreshold", "attributes", "searchStrategies");
        var (exact, semantic) = LangCacheRequests.ReadStrategies(body);
        var asked = RequestOf(context, body) with
        {
            Eligibility = semantic ? Eligibility.Semantic : Eligibility.ExactOnly,
            Directives = new RequestDirectives { SimilarityMin = LangCacheRequests.ReadThreshold(body)?.ToCosine() },
        };

        // 2. Look among the entries of just these attributes, then of these and others.
        var tags = LangCacheSets.TagsOf(LangCacheRequests.ReadAttributes(body));
        var found = await LookupAsync(asked, context.RequestAborted).ConfigureAwait(false);
        foreach (var set in sets.Above(asked.Tenant, asked.Namespace, tags))
        {
            if (found is not null)
                break;
            var parameters = LangCacheRequests.ParametersOf(LangCacheSets.AttributesOf(set));
            found = await LookupAsync(asked with { Parameters = parameters }, context.RequestAborted).ConfigureAwait(false);
        }

        // 3. Answer.
        var data = found is null ? [] : new[] { LangCacheFound.Of(found, isExactAsked: exact) };
        await CacheReply.WriteAsync(context, new LangCacheResults(data)).ConfigureAwait(false);
    }

    private async Task StoreAsync(HttpContext context)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly("prompt", "response", "attributes", "ttlMillis");
        var request = RequestOf(context, body);
        var tags = LangCacheSets.TagsOf(LangCacheRequests.ReadAttributes(body));
        var options = new EntryOptions { TimeToLive = LangCacheRequests.ReadTimeToLive(body), Tags = tags };
        var response = RecordedResponse.FromText(body.Required("response").Prose(), model: request.Model);
        var outcome = await cache.StoreAsync(request, response, options, context.RequestAborted).ConfigureAwait(false);
        if (outcome.Status == StoreStatus.Refused)
            throw new ProtocolException($"The response was not stored: {outcome.Reason}.", "response");
        if (outcome.Id is not { } id)
            throw Failed();

        sets.Add(request.Tenant, request.Namespace, tags);
        await CacheReply.WriteAsync(context, new LangCacheStored(id.ToString()), StatusCodes.Status201Created)
            .ConfigureAwait(false);
    }

    private async Task DeleteAsync(HttpContext context)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly("attributes");
        var tags = LangCacheSets.TagsOf(LangCacheRequests.ReadAttributes(body));
        if (tags.Length == 0 && context.Request.Query["confirm"] != Everything)
            throw new ProtocolException(
                $"No attributes are given, which would delete every entry: say so with '?confirm={Everything}'.", "attributes");

        var removed = await RemoveAsync(context, tags).ConfigureAwait(false);
        await CacheReply.WriteAsync(context, new LangCacheDeleted(removed)).ConfigureAwait(false);
    }

    private async Task DeleteOneAsync(HttpContext context)
    {
        var id = requests.OwnEntry(context, context.GetRouteValue("entryId") as string);
        if (cache.Find(id)?.Summary.Namespace != NamespaceOf(context))
            throw CacheRequests.NoEntry();
        if (!(await cache.InvalidateAsync(id, context.RequestAborted).ConfigureAwait(false)).IsComplete)
            throw Failed();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task FlushAsync(HttpContext context)
    {
        await RemoveAsync(context, []).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async ValueTask<int> RemoveAsync(HttpContext context, string[] tags)
    {
        var filter = new EntryFilter
        {
            Tenant = requests.TenantOf(context), Namespace = NamespaceOf(context), AllTags = tags,
        };
        var outcome = await cache.InvalidateAsync(filter, context.RequestAborted).ConfigureAwait(false);
        return outcome.IsComplete ? outcome.Removed : throw Failed();
    }

    private async ValueTask<LookupHit?> LookupAsync(PromptRequest request, CancellationToken cancellationToken)
    {
        var result = await lookups.LookupAsync("langcache", cache, request, cancellationToken).ConfigureAwait(false);
        return result is LookupMiss { Reason: MissReason.EmbedderFailed or MissReason.TierFailed or MissReason.StoreFailed }
            ? throw Failed()
            : result as LookupHit;
    }

    private PromptRequest RequestOf(HttpContext context, JsonField body) => requests.Place(
        PromptRequest.FromText(LangCacheRequests.ReadPrompt(body)) with
        {
            Model = settings.Upstream.Model,
            Tenant = requests.TenantOf(context, settings.Upstream.Model),
            Namespace = NamespaceOf(context),
            Parameters = LangCacheRequests.ParametersOf(LangCacheRequests.ReadAttributes(body)),
        },
        context);

    private static string NamespaceOf(HttpContext context) =>
        CacheRequests.CheckNamespace((string)context.GetRouteValue("cacheId")!, "cacheId"); // The route has it.

    private static HttpFault Failed() => new(424, "The embedder or the store failed or was late.", "dependency_failed");
}
