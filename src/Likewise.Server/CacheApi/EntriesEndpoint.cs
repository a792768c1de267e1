using System.Globalization;
using Likewise.Protocols;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Likewise.Server;

/// <summary><c>/v1/cache/entries</c>: the caller's entries in pages, and each by its id.</summary>
internal sealed class EntriesEndpoint(SemanticCache cache, CacheRequests requests)
{
    private const int LimitMax = 1_000;

    private static readonly string[] QueryFields =
    [
        "namespace", "tag", "tagMatch", "model", "embedder", "scope", "prompt", "contains", "createdBefore", "createdFrom",
        "state", "limit", "cursor",
    ];

    /// <summary><c>GET /v1/cache/entries</c>.</summary>
    public Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        foreach (var name in query.Keys)
        {
            if (!QueryFields.Contains(name))
                throw new ProtocolException(
                    $"'{JsonField.Shown(name)}' is not a condition; there are {string.Join(", ", QueryFields)}.",
                    JsonField.Shown(name));
        }

        var page = cache.List(new EntryQuery
        {
            Filter = EntryFilters.Read(query, requests.TenantOf(context)),
            State = ReadState(EntryFilters.Single(query, "state")),
            After = ReadCursor(EntryFilters.Single(query, "cursor")),
            Limit = ReadLimit(EntryFilters.Single(query, "limit")),
        });
        return CacheReply.WriteAsync(
            context, new EntriesShown([.. page.Entries.Select(EntryShown.Of)], page.Next?.ToString(), page.Total));
    }

    /// <summary><c>GET /v1/cache/entries/{id}</c>: one entry, its answer included.</summary>
    public async Task GetAsync(HttpContext context)
    {
        var entry = await cache.ReadAsync(IdOf(context), context.RequestAborted).ConfigureAwait(false);
        await CacheReply.WriteAsync(context, EntryShown.Of(entry ?? throw NoEntry())).ConfigureAwait(false);
    }

    /// <summary><c>DELETE /v1/cache/entries/{id}</c>.</summary>
    public async Task DeleteAsync(HttpContext context)
    {
        var outcome = await cache.InvalidateAsync(IdOf(context), context.RequestAborted).ConfigureAwait(false);
        if (!outcome.IsComplete)
            throw new HttpFault(
                503, "The entry answers no more, but the store could not remove it yet; it is tried again.", "store_failed");
        if (outcome.Removed == 0)
            throw NoEntry();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>The id in the address, of an entry of the caller's: another's is as if it were not there.</summary>
    private EntryId IdOf(HttpContext context) =>
        EntryId.TryParse(context.GetRouteValue("id") as string, out var id)
        && cache.Find(id)?.Summary.Tenant == requests.TenantOf(context)
            ? id
            : throw NoEntry();

    private static HttpFault NoEntry() => new(404, "There is no such entry.", "no_entry");

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

    private static int ReadLimit(string? text)
    {
        if (text is null)
            return new EntryQuery().Limit;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= LimitMax
            ? limit
            : throw Impossible("limit", $"a whole number from 1 to {LimitMax}");
    }

    private static ProtocolException Impossible(string name, string expected) =>
        new($"'{name}' is not acceptable: {expected} was expected.", name);
}

/// <summary>A page of entries.</summary>
/// <param name="Entries">The youngest first.</param>
/// <param name="Next">The cursor of the next page; absent on the last.</param>
/// <param name="Total">How many are chosen, on whatever page.</param>
internal sealed record EntriesShown(IReadOnlyList<EntryShown> Entries, string? Next, int Total);
