using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// <c>GET /v1/cache/popular</c>: the prompts of the caller's tenant that are asked for most, hits and misses alike.
/// </summary>
internal sealed class PopularEndpoint(SemanticCache cache, CacheRequests requests, PopularRefresh refresh)
{
    public Task HandleAsync(HttpContext context)
    {
        EntryFilters.AllowOnly(context.Request.Query, ["limit"]);
        var tenant = requests.TenantOf(context);
        var limit = Limits.Read(EntryFilters.Single(context.Request.Query, "limit"));
        var prompts = cache.ListPopular(limit, tenant).Select(PopularPromptShown.Of).ToArray();
        var tally = refresh.Tally;
        var refreshed = new RefreshedShown(
            refresh.Rounds, tally.Read, tally.Known, tally.Stored, tally.NotStored, tally.Failed, tally.Refused);
        return CacheReply.WriteAsync(
            context, new PopularShown(prompts, refresh.IsOn && tenant.Length == 0 ? refreshed : null));
    }
}

/// <summary>What is asked for most, as the cache's API shows it.</summary>
/// <param name="Refresh">What the server did for them by itself, of all tenants together; for callers of none.</param>
internal sealed record PopularShown(IReadOnlyList<PopularPromptShown> Prompts, RefreshedShown? Refresh);

/// <summary>A prompt that is asked for often.</summary>
/// <param name="Asks">As estimated: never too low.</param>
/// <param name="Entry">What answers it by the same words; absent where nothing does.</param>
internal sealed record PopularPromptShown(
    string Prompt, string Model, string Namespace, int Messages, long Asks, DateTimeOffset LastAskedAt, string? Entry,
    DateTimeOffset? FreshUntil)
{
    public static PopularPromptShown Of(PopularPrompt popular) => new(
        popular.Request.Messages[^1].Text, popular.Request.Model, popular.Request.Namespace, popular.Request.Messages.Count,
        popular.Asks, popular.LastAskedAt, popular.Entry?.Summary.Id.ToString(), popular.Entry?.FreshUntil);
}

/// <summary>What a server did for popular prompts by itself.</summary>
internal sealed record RefreshedShown(long Rounds, long Read, long Known, long Stored, long NotStored, long Failed, long Refused);
