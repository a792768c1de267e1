using System.Text.Json;
using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// <c>/v1/cache/invalidate</c> takes entries away by what they have in common; <c>/v1/cache/flush</c> takes all.
/// </summary>
internal sealed class InvalidateEndpoint(SemanticCache cache, CacheRequests requests)
{
    private const string Everything = "all", Sources = "changedSources";

    /// <summary><c>POST /v1/cache/invalidate</c>.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly([.. EntryFilters.Fields, Sources, "like", "similarityMin", "dryRun", "limit"]);
        var selection = ReadSelection(body, requests.TenantOf(context));
        var limit = Limits.Read(body.Optional("limit"));
        if (body.Optional("dryRun")?.Flag() == true)
        {
            await ShowAsync(context, selection, limit).ConfigureAwait(false);
            return;
        }

        var outcome = await cache.InvalidateAsync(selection, context.RequestAborted).ConfigureAwait(false);
        await CacheReply.WriteAsync(context, new RemovedShown(outcome.Removed, outcome.IsComplete)).ConfigureAwait(false);
    }

    /// <summary><c>POST /v1/cache/flush</c>: who means it names what goes a second time.</summary>
    public async Task FlushAsync(HttpContext context)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly("namespace", "confirm", "dryRun", "limit");
        var @namespace = CacheRequests.ReadNamespace(body);
        var filter = new EntryFilter { Tenant = requests.TenantOf(context), Namespace = @namespace };
        var expected = @namespace ?? Everything;
        var confirm = body.Required("confirm");
        if (confirm.Text() != expected)
            throw new ProtocolException(
                @namespace is null
                    ? $"'confirm' must be '{Everything}': everything would go."
                    : "'confirm' must be the namespace once more: all of it would go.",
                "confirm");

        if (body.Optional("dryRun")?.Flag() == true)
        {
            var limit = Limits.Read(body.Optional("limit"));
            await ShowAsync(context, new EntrySelection { Filter = filter }, limit).ConfigureAwait(false);
            return;
        }

        var outcome = await cache.InvalidateAsync(filter, context.RequestAborted).ConfigureAwait(false);
        await CacheReply.WriteAsync(context, new RemovedShown(outcome.Removed, outcome.IsComplete)).ConfigureAwait(false);
    }

    private async Task ShowAsync(HttpContext context, EntrySelection selection, int limit)
    {
        var selected = await cache.SelectAsync(selection, context.RequestAborted).ConfigureAwait(false);
        Limits.ThrowUnlessSelected(selected);
        await CacheReply.WriteAsync(context, SelectedShown.Of(selected, limit)).ConfigureAwait(false);
    }

    private static EntrySelection ReadSelection(JsonField body, string tenant)
    {
        if (!EntryFilters.Fields.Append("like").Append(Sources).Any(name => name != "tagMatch" && Says(body.Optional(name))))
            throw new ProtocolException($"No condition is given, which would take everything: {CacheApi.Base}/flush does that.");

        var like = body.Optional("like");
        var similarityMin = CacheRequests.ReadSimilarity(body.Optional("similarityMin"));
        if (like is null && similarityMin is not null)
            throw new ProtocolException("'similarityMin' says how close to 'like', and that is missing.", "similarityMin");
        var filter = EntryFilters.Read(body, tenant) with { ChangedSources = StoreRequests.ReadSources(body.Optional(Sources)) };
        var selection = new EntrySelection { Filter = filter, Like = like?.Prose() };
        return similarityMin is { } radius ? selection with { SimilarityMin = radius } : selection;
    }

    /// <summary>Whether a condition chooses: no tags at all choose nothing.</summary>
    private static bool Says(JsonField? field) =>
        field is { Value.ValueKind: not JsonValueKind.Array } || field?.Items().Any() == true;
}

/// <summary>What was taken away.</summary>
/// <param name="Removed">How many entries; none of them answers any more.</param>
/// <param name="IsComplete">Whether the store has removed them too; where not, it is tried again.</param>
internal sealed record RemovedShown(int Removed, bool IsComplete);

/// <summary>What would be taken away.</summary>
/// <param name="WouldRemove">How many entries.</param>
/// <param name="NotCompared">
/// How many more came into question and could not be compared, because another embedder made their vectors. They stay.
/// </param>
/// <param name="Entries">The first of those that would go: the closest, or the youngest.</param>
internal sealed record SelectedShown(int WouldRemove, int NotCompared, IReadOnlyList<EntryShown> Entries)
{
    public static SelectedShown Of(SelectedEntries selected, int limit) => new(
        selected.Entries.Count, selected.NotCompared,
        [.. selected.Entries.Take(limit).Select(entry => EntryShown.Of(entry.Entry).LikeBy(entry.Similarity))]);
}
