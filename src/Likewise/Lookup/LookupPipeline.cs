namespace Likewise;

/// <summary>
/// The way of a lookup. Each step takes what the step before made; a request that is not answered leaves with the reason why:
/// <list type="number">
/// <item>normalize: scope, fingerprint and the text to embed (<see cref="RequestNormalizer"/>)</item>
/// <item>exact: the same words, in memory, then where they must be read (<see cref="ExactLookup"/>)</item>
/// <item>join: the same words in flight (<see cref="FlightTable"/>; only where the cache calls the model itself)</item>
/// <item>embed: once, for looking up and for storing (<see cref="EmbeddingStage"/>)</item>
/// <item>search: near, then far (<see cref="IVectorTier"/>)</item>
/// <item>decide: accept, reject, or ask the verifier (<see cref="Decider"/>)</item>
/// <item>read: the answer of the entry accepted, once (<see cref="AnswerReader"/>)</item>
/// </list>
/// </summary>
internal sealed class LookupPipeline(
    RequestNormalizer normalizer, ExactLookup exact, EmbeddingStage embedding, MeaningLookup meaning, LookupWorkspaces workspaces,
    TimeProvider time)
{
    public LookupClock StartClock() => new(time);

    /// <summary>Step 1.</summary>
    /// <exception cref="ArgumentException">The request is impossible.</exception>
    public NormalizedRequest Normalize(PromptRequest request, ref LookupClock clock)
    {
        var normalized = normalizer.Normalize(request);
        clock.Mark(LookupStage.Normalize);
        return normalized;
    }

    /// <summary>Step 2, as far as it needs no waiting. Null when the lookup has to go on.</summary>
    public LookupHit? TryExact(in NormalizedRequest request, ref LookupClock clock) =>
        MayLookUp(request) ? exact.TryFind(request, ref clock) : null;

    /// <summary>Step 2, where it has to wait, and steps 4 to 7.</summary>
    public async ValueTask<LookupResult> RunAsync(
        NormalizedRequest request, LookupClock clock, CancellationToken cancellationToken)
    {
        if (request.Eligibility == Eligibility.Bypass)
            return new LookupMiss(MissReason.Bypassed, request.Reason, null, null, clock.Timings);

        // 2. The same words, where they must be read.
        var same = MayLookUp(request)
            ? await exact.FindAsync(request, clock, cancellationToken).ConfigureAwait(false)
            : new Finding(null, MissReason.NotAsked, null, null, clock);
        if (same.Hit is { } hit)
            return hit;

        if (request.Eligibility == Eligibility.Semantic)
            return await RunByMeaningAsync(request, same.Clock, cancellationToken).ConfigureAwait(false);
        return same.Reason == MissReason.NothingStored
            ? Miss(request, MissReason.ExactOnly, request.Reason, same.Clock)
            : Miss(request, same.Reason, same.Detail, same.Clock);
    }

    private async ValueTask<LookupResult> RunByMeaningAsync(
        NormalizedRequest request, LookupClock clock, CancellationToken cancellationToken)
    {
        var embedder = request.Embedder;
        var workspace = workspaces.Rent(embedder.Identity.Dimension);
        var isFree = false;
        try
        {
            // 4. Embed.
            workspace.SetText(request.EmbeddingText);
            var embedded = await embedding.EmbedAsync(embedder.Embedder, workspace, cancellationToken).ConfigureAwait(false);
            clock.Mark(LookupStage.Embed);
            isFree = !embedded.IsAbandoned;
            if (!embedded.Succeeded)
                return Miss(request, MissReason.EmbedderFailed, embedded.Fault, clock);

            // 5 to 7. Search, decide, read.
            var alike = MayLookUp(request)
                ? await meaning.FindAsync(request, workspace, clock, cancellationToken).ConfigureAwait(false)
                : new Finding(null, MissReason.NotAsked, null, null, clock);
            LookupResult result = alike.Hit is { } hit
                ? hit
                : Miss(request, alike.Reason, alike.Detail, alike.Clock, workspace.Vector, alike.Nearest);
            result.IsPromptTruncated = embedded.Value.Truncated > 0;
            return result;
        }
        finally
        {
            if (isFree)
                workspaces.Return(workspace);
        }
    }

    private static bool MayLookUp(in NormalizedRequest request) =>
        request.Eligibility != Eligibility.Bypass && !request.Request.Directives.NoLookup;

    /// <summary>The miss takes a copy of the vector with it: the workspace serves the next lookup.</summary>
    private static LookupMiss Miss(
        in NormalizedRequest request, MissReason reason, string? detail, in LookupClock clock,
        ReadOnlyMemory<float> vector = default, NearestMiss? nearest = null)
    {
        var ticket = request.Request.Directives.NoStore
            ? null
            : new StoreTicket(new EmbeddedRequest(request, vector.ToArray(), request.Embedder.Identity));
        return new LookupMiss(reason, detail, nearest, ticket, clock.Timings);
    }
}
