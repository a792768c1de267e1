using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// <c>/v1/cache/invalidate</c> takes entries away by what they have in common; <c>/v1/cache/flush</c> takes all.
/// </summary>
internal sealed class InvalidateEndpoint(SemanticCache cache, CacheRequests requests)
{
    private const string Everything = "all";

    /// <summary><c>POST /v1/cache/invalidate</c>.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly([.. EntryFilters.Fields, "dryRun", "limit"]);
        var tenant = requests.TenantOf(context);
        var filter = EntryFilters.Read(body, tenant);
        if (filter == EntryFilter.All with { Tenant = tenant, AnyTag = filter.AnyTag, AllTags = filter.AllTags }
            && filter.AnyTag.Count + filter.AllTags.Count == 0)
            throw new ProtocolException($"No condition is given, which would take everything: {CacheApi.Base}/flush does that.");

        if (body.Optional("dryRun")?.Flag() == true)
        {
            var page = cache.List(new EntryQuery { Filter = filter, State = EntryState.Any, Limit = ReadLimit(body) });
            await CacheReply.WriteAsync(
                context, new SelectedShown(page.Total, [.. page.Entries.Select(entry => SelectedEntryShown.Of(entry.Summary))]))
                .ConfigureAwait(false);
            return;
        }

        await RemoveAsync(context, filter).ConfigureAwait(false);
    }

    /// <summary><c>POST /v1/cache/flush</c>: who means it names what goes a second time.</summary>
    public async Task FlushAsync(HttpContext context)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly("namespace", "confirm");
        var @namespace = CacheRequests.ReadNamespace(body);
        var expected = @namespace ?? Everything;
        var confirm = body.Required("confirm");
        if (confirm.Text() != expected)
            throw new ProtocolException(
                @namespace is null
                    ? $"'confirm' must be '{Everything}': everything would go."
                    : "'confirm' must be the namespace once more: all of it would go.",
                "confirm");

        await RemoveAsync(context, new EntryFilter { Tenant = requests.TenantOf(context), Namespace = @namespace })
            .ConfigureAwait(false);
    }

    private async Task RemoveAsync(HttpContext context, EntryFilter filter)
    {
        var outcome = await cache.InvalidateAsync(filter, context.RequestAborted).ConfigureAwait(false);
        await CacheReply.WriteAsync(context, new RemovedShown(outcome.Removed, outcome.IsComplete)).ConfigureAwait(false);
    }

    private static int ReadLimit(JsonField body)
    {
        const int Most = 1_000;
        if (body.Optional("limit") is not { } field)
            return new EntryQuery().Limit;
        return field.Integer() is >= 1 and <= Most
            ? (int)field.Integer()
            : throw new ProtocolException($"'limit' is out of range: a whole number from 1 to {Most} was expected.", "limit");
    }
}

/// <summary>What was taken away.</summary>
/// <param name="Removed">How many entries; none of them answers any more.</param>
/// <param name="IsComplete">Whether the store has removed them too; where not, it is tried again.</param>
internal sealed record RemovedShown(int Removed, bool IsComplete);

/// <summary>What would be taken away.</summary>
/// <param name="WouldRemove">How many entries.</param>
/// <param name="Entries">The first of them.</param>
internal sealed record SelectedShown(int WouldRemove, IReadOnlyList<SelectedEntryShown> Entries);

/// <summary>An entry that would be taken away.</summary>
internal sealed record SelectedEntryShown(string Id, string Prompt, double? Similarity)
{
    public static SelectedEntryShown Of(EntrySummary entry) => new(entry.Id.ToString(), entry.Prompt, null);
}
