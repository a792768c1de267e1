namespace Likewise;

/// <summary>
/// Answers words that an entry has answered by meaning before, without embedding and search. Everything else is as if it had just
/// been found: the decision is made again with the likeness of then, for the caller's wishes, the entry's age and what is known
/// of it may be others now. What is not accepted goes the whole way.
/// </summary>
/// <remarks>
/// Only where a fixed likeness decides, alone, and no decision log is kept. Evidence makes a score of all that is found near, and
/// the log is to have it, which is not known here; a verifier would have to be asked again (0052).
/// </remarks>
internal sealed class AliasLookup(EntryTable table, MeaningLookup meaning, LookupWorkspaces workspaces)
{
    /// <summary>How many other words an entry may have; none where more than a fixed likeness decides.</summary>
    public static int AliasesMax(SemanticCacheOptions options, IVerifier? verifier) =>
        options.Decision == HitDecision.Threshold && verifier is null && options.DecisionLog.Path is null
            ? options.AliasesMax
            : 0;

    /// <summary>The hit, if there is one, and the clock brought up to here.</summary>
    public ValueTask<(LookupHit? Hit, LookupClock Clock)> FindAsync(
        NormalizedRequest request, LookupClock clock, CancellationToken cancellationToken) =>
        table.TryGetAlias(request.Key, out var candidate)
            ? DecideAsync(request, candidate, clock, cancellationToken)
            : ValueTask.FromResult((default(LookupHit), clock));

    /// <summary>Remembers that a prompt, embedded whole, was answered by an entry of other words.</summary>
    public void Remember(in NormalizedRequest request, LookupHit hit) =>
        table.AddAlias(hit.Entry.Id, request.Key, hit.Similarity);

    private async ValueTask<(LookupHit? Hit, LookupClock Clock)> DecideAsync(
        NormalizedRequest request, Candidate candidate, LookupClock clock, CancellationToken cancellationToken)
    {
        var workspace = workspaces.Rent(request.Embedder.Identity.Dimension);
        try
        {
            workspace.Candidates.Span[0] = candidate;
            var finding = await meaning.ChooseAsync(request, workspace, 1, HitTier.Alias, clock, cancellationToken)
                .ConfigureAwait(false);
            return (finding.Hit, finding.Clock);
        }
        finally
        {
            workspaces.Return(workspace);
        }
    }
}
