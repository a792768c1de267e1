using Likewise.Protocols;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Likewise.Server;

/// <summary><c>/v1/cache/entries</c>: the caller's entries in pages, and each by its id.</summary>
internal sealed class EntriesEndpoint(SemanticCache cache, CacheRequests requests, TimeProvider time)
{
    private static readonly string[] QueryFields =
    [
        "namespace", "tag", "tagMatch", "model", "embedder", "scope", "prompt", "contains", "createdBefore", "createdFrom",
        "state", "limit", "cursor", "like", "similarityMin",
    ];

    /// <summary><c>GET /v1/cache/entries</c>.</summary>
    public Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        EntryFilters.AllowOnly(query, QueryFields);
        var filter = EntryFilters.Read(query, requests.TenantOf(context));
        var limit = Limits.Read(EntryFilters.Single(query, "limit"));
        if (EntryFilters.Single(query, "like") is { } like)
            return SearchAsync(context, filter, like, limit);

        if (query.ContainsKey("similarityMin"))
            throw new ProtocolException("'similarityMin' says how close to 'like', and that is missing.", "similarityMin");
        var page = cache.List(new EntryQuery
        {
            Filter = filter,
            State = ReadState(EntryFilters.Single(query, "state")),
            After = ReadCursor(EntryFilters.Single(query, "cursor")),
            Limit = limit,
        });
        var now = time.GetUtcNow();
        var shown = page.Entries.Select(entry => EntryShown.Of(entry, now));
        return CacheReply.WriteAsync(context, new EntriesShown([.. shown], page.Next?.ToString(), page.Total));
    }

    /// <summary>The entries closest in meaning, in one page: all are compared for it, and would be again for the next.</summary>
    private async Task SearchAsync(HttpContext context, EntryFilter filter, string like, int limit)
    {
        var query = context.Request.Query;
        if (query.ContainsKey("cursor") || query.ContainsKey("state"))
            throw new ProtocolException("'like' goes with neither 'cursor' nor 'state'.", "like");

        var selection = new EntrySelection { Filter = filter, Like = like };
        if (EntryFilters.ReadSimilarity(EntryFilters.Single(query, "similarityMin")) is { } similarityMin)
            selection = selection with { SimilarityMin = similarityMin };
        var selected = await cache.SelectAsync(selection, context.RequestAborted).ConfigureAwait(false);
        Limits.ThrowUnlessSelected(selected);
        var now = time.GetUtcNow();
        var shown = selected.Entries.Take(limit).Select(entry => Show(entry.Entry, now).LikeBy(entry.Similarity));
        await CacheReply.WriteAsync(context, new EntriesShown([.. shown], null, selected.Entries.Count)).ConfigureAwait(false);
    }

    /// <summary><c>GET /v1/cache/entries/{id}</c>: one entry, its answer included.</summary>
    public async Task GetAsync(HttpContext context)
    {
        var entry = await cache.ReadAsync(IdOf(context), context.RequestAborted).ConfigureAwait(false);
        var shown = EntryShown.Of(entry ?? throw CacheRequests.NoEntry(), time.GetUtcNow());
        await CacheReply.WriteAsync(context, shown).ConfigureAwait(false);
    }

    /// <summary><c>DELETE /v1/cache/entries/{id}</c>.</summary>
    public async Task DeleteAsync(HttpContext context)
    {
        var outcome = await cache.InvalidateAsync(IdOf(context), context.RequestAborted).ConfigureAwait(false);
        if (!outcome.IsComplete)
            throw new HttpFault(
                503, "The entry answers no more, but the store could not remove it yet; it is tried again.", "store_failed");
        if (outcome.Removed == 0)
            throw CacheRequests.NoEntry();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>With its use, where that is known here.</summary>
    private EntryShown Show(EntrySummary entry, DateTimeOffset now) =>
        cache.Find(entry.Id) is { } known ? EntryShown.Of(known, now) : EntryShown.Of(entry);

    private EntryId IdOf(HttpContext context) => requests.OwnEntry(context, context.GetRouteValue("id") as string);

    private static EntryState ReadState(string? text) => text switch
    {
        null or "live" => EntryState.Live,
        "ended" => EntryState.Ended,
        "any" => EntryState.Any,
        _ => throw Impossible("state", "live, ended or any"),
    };

    private static EntryCursor? ReadCursor(string? text)
    {
        if (text is null)
            return null;
        return EntryCursor.TryParse(text, out var cursor) ? cursor : throw Impossible("cursor", "'next' of the page before");
    }

    private static ProtocolException Impossible(string name, string expected) =>
        new($"'{name}' is not acceptable: {expected} was expected.", name);
}

/// <summary>A page of entries.</summary>
/// <param name="Entries">The youngest first.</param>
/// <param name="Next">The cursor of the next page; absent on the last.</param>
/// <param name="Total">How many are chosen, on whatever page.</param>
internal sealed record EntriesShown(IReadOnlyList<EntryShown> Entries, string? Next, int Total);
