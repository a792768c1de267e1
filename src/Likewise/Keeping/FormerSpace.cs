namespace Likewise;

/// <summary>
/// What the embedder that is being left still finds: asked where the new one found nothing, only in scopes that have such entries
/// left, and so by itself no more when the last has moved. Its vectors meet its own alone (invariant I3).
/// </summary>
/// <remarks>
/// An entry is in its new place before it leaves the old one. Who finds it in neither may have come too early to the one and too
/// late to the other, and looks at the new one once more.
/// </remarks>
internal sealed class FormerSpace(
    EmbedderSeat seat, VectorTiers tiers, ExactLookup exact, EmbeddingStage embedding, MeaningLookup meaning,
    LookupWorkspaces workspaces)
{
    /// <summary>Whether any entry of a request's scope has yet to move.</summary>
    public bool Holds(in NormalizedRequest request) => tiers.Hold(seat.Identity, Turn(request).Key.Scope);

    /// <summary>The same words.</summary>
    public async ValueTask<Finding> FindSameWordsAsync(
        NormalizedRequest request, LookupClock clock, CancellationToken cancellationToken)
    {
        var found = await exact.FindAsync(Turn(request), clock, cancellationToken).ConfigureAwait(false);
        if (found.Hit is not null)
            return found;
        var again = await exact.FindAsync(request, found.Clock, cancellationToken).ConfigureAwait(false);
        return again.Hit is null ? found with { Clock = again.Clock } : again;
    }

    /// <summary>The same meaning. A fault of this embedder costs what only it would have found.</summary>
    /// <returns>Null where it could not be looked at.</returns>
    public async ValueTask<Finding?> FindAlikeAsync(
        NormalizedRequest request, LookupClock clock, CancellationToken cancellationToken)
    {
        var former = Turn(request);
        var workspace = workspaces.Rent(seat.Identity.Dimension);
        workspace.SetText(request.EmbeddingText);
        workspace.Note = null;
        var embedded = await embedding
            .EmbedAsync(request.Request.Tenant, seat.Embedder, workspace, cancellationToken).ConfigureAwait(false);
        clock.Mark(LookupStage.Embed);
        if (embedded.IsAbandoned)
            return null; // The call may yet write into the workspace.

        try
        {
            return embedded.Succeeded
                ? await meaning.FindAsync(former, workspace, clock, cancellationToken).ConfigureAwait(false)
                : null;
        }
        finally
        {
            workspaces.Return(workspace);
        }
    }

    private NormalizedRequest Turn(in NormalizedRequest request)
    {
        var scope = request.Key.Scope.Moved(request.Embedder.Identity, seat.Identity);
        return request with { Key = request.Key with { Scope = scope }, Embedder = seat };
    }
}
