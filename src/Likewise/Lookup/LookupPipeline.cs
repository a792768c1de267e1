namespace Likewise;

/// <summary>
/// The way of a lookup. Each step takes what the step before made; a request that is not answered leaves with the reason why:
/// <list type="number">
/// <item>normalize: scope, fingerprint and the text to embed (<see cref="RequestNormalizer"/>)</item>
/// <item>exact: the same words, in memory, then where they must be read (<see cref="ExactLookup"/>); or words that were
/// answered by meaning before (<see cref="AliasLookup"/>)</item>
/// <item>join: the same words in flight (<see cref="FlightTable"/>; only where the cache calls the model itself)</item>
/// <item>embed: once, for looking up and for storing (<see cref="EmbeddingStage"/>)</item>
/// <item>search: near, then far (<see cref="IVectorTier"/>)</item>
/// <item>decide: accept, reject, or ask the verifier (<see cref="Decider"/>)</item>
/// <item>read: the answer of the entry accepted, once (<see cref="AnswerReader"/>)</item>
/// </list>
/// </summary>
internal sealed class LookupPipeline(
    RequestNormalizer normalizer, ExactLookup exact, AliasLookup aliases, EmbeddingStage embedding, MeaningLookup meaning,
    LookupWorkspaces workspaces, EmbedderSeat? leaving, VectorTiers tiers, CanaryDraw canary, InvalidationLedger ledger,
    DecisionJournal? journal, TimeProvider time)
{
    private readonly FormerSpace? _former = leaving is null
        ? null
        : new FormerSpace(leaving, tiers, exact, embedding, meaning, workspaces);

    public LookupClock StartClock() => new(time);

    /// <summary>Step 1.</summary>
    /// <exception cref="ArgumentException">The request is impossible.</exception>
    public NormalizedRequest Normalize(PromptRequest request, ref LookupClock clock)
    {
        var normalized = normalizer.Normalize(request);
        clock.Mark(LookupStage.Normalize);
        return normalized with { IsWithheld = canary.Withholds(normalized.Key) };
    }

    /// <summary>Step 2, as far as it needs no waiting. Null when the lookup has to go on.</summary>
    public LookupHit? TryExact(in NormalizedRequest request, ref LookupClock clock)
    {
        var hit = MayLookUp(request) && !request.IsWithheld ? exact.TryFind(request, ref clock) : null;
        if (hit is not null)
            journal?.Add(request, hit);
        return hit;
    }

    /// <summary>Step 2, where it has to wait, and steps 4 to 7.</summary>
    public async ValueTask<LookupResult> RunAsync(
        NormalizedRequest request, LookupClock clock, CancellationToken cancellationToken)
    {
        var (same, marked) = await RunBySameWordsAsync(request, clock, cancellationToken).ConfigureAwait(false);
        return same ?? await RunByMeaningAsync(request, marked, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Step 2, where it has to wait. Without a result the lookup has to go on by meaning.</summary>
    public async ValueTask<(LookupResult? Result, LookupClock Clock)> RunBySameWordsAsync(
        NormalizedRequest request, LookupClock clock, CancellationToken cancellationToken)
    {
        if (request.Eligibility == Eligibility.Bypass)
            return (new LookupMiss(MissReason.Bypassed, request.Reason, null, null, clock.Timings), clock);

        // 2. The same words, where they must be read.
        var same = MayLookUp(request)
            ? await exact.FindAsync(request, clock, cancellationToken).ConfigureAwait(false)
            : new Finding(null, MissReason.NotAsked, null, null, clock);
        if (same.Hit is null && _former is not null && MayLookUp(request))
            same = Sooner(same, await _former.FindSameWordsAsync(request, same.Clock, cancellationToken).ConfigureAwait(false));
        if (same.Hit is { } hit)
        {
            if (!request.IsProbe)
                journal?.Add(request, hit);
            return (Give(request, hit), same.Clock);
        }

        if (request.Eligibility == Eligibility.Semantic)
        {
            var (alias, marked) = MayLookUp(request)
                ? await aliases.FindAsync(request, same.Clock, cancellationToken).ConfigureAwait(false)
                : (null, same.Clock);
            return (alias is null ? null : Give(request, alias), marked);
        }

        return same.Reason == MissReason.NothingStored
            ? (Miss(request, MissReason.ExactOnly, request.Reason, same.Clock), same.Clock)
            : (Miss(request, same.Reason, same.Detail, same.Clock), same.Clock);
    }

    /// <summary>Steps 5 to 7 for a prompt that was embedded with others.</summary>
    /// <param name="request">The request.</param>
    /// <param name="embedded">What came of embedding.</param>
    /// <param name="vector">The prompt's own vector. Not yet checked.</param>
    /// <param name="clock">The lookup's clock, brought up to here.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async ValueTask<LookupResult> RunByMeaningAsync(
        NormalizedRequest request, Attempt<EmbeddingUsage> embedded, ReadOnlyMemory<float> vector, LookupClock clock,
        CancellationToken cancellationToken)
    {
        if (embedded.Succeeded && EmbeddingCheck.FaultOf(vector.Span) is { } fault)
            embedded = embedded with { Fault = fault };
        var workspace = workspaces.Rent(vector.Length);
        vector.CopyTo(workspace.Vector);
        var result = await DecideAsync(request, workspace, embedded, clock, cancellationToken).ConfigureAwait(false);
        workspaces.Return(workspace);
        return result;
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
            var embedded = await embedding
                .EmbedAsync(request.Request.Tenant, embedder.Embedder, workspace, cancellationToken).ConfigureAwait(false);
            clock.Mark(LookupStage.Embed);
            isFree = !embedded.IsAbandoned;
            return await DecideAsync(request, workspace, embedded, clock, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (isFree)
                workspaces.Return(workspace);
        }
    }

    /// <summary>Steps 5 to 7: search, decide, read.</summary>
    private async ValueTask<LookupResult> DecideAsync(
        NormalizedRequest request, LookupWorkspace workspace, Attempt<EmbeddingUsage> embedded, LookupClock clock,
        CancellationToken cancellationToken)
    {
        if (!embedded.Succeeded)
            return Miss(request, MissReason.EmbedderFailed, embedded.Fault, clock);

        var mayMove = _former?.Holds(request) == true && MayLookUp(request);
        var alike = await FindAlikeAsync(request, workspace, clock, cancellationToken).ConfigureAwait(false);
        var left = mayMove && alike.Hit is null
            ? await _former!.FindAlikeAsync(request, alike.Clock, cancellationToken).ConfigureAwait(false) // It holds something.
            : null;
        if (left is { Hit: not null } former)
            alike = former;
        else if (mayMove && alike.Hit is null)
            alike = await FindAlikeAsync(request, workspace, left?.Clock ?? alike.Clock, cancellationToken).ConfigureAwait(false);
        LookupResult result = alike.Hit is { } hit
            ? hit
            : Miss(request, alike.Reason, alike.Detail, alike.Clock, workspace.Vector, alike);
        result.IsPromptTruncated = embedded.Value.Truncated > 0;
        if (result is LookupHit given && !request.IsProbe && left?.Hit is null && !result.IsPromptTruncated)
            aliases.Remember(request, given);
        if (workspace.Note is { } note)
            journal?.Add(note, workspace.Features, result);
        return Give(request, result);
    }

    private async ValueTask<Finding> FindAlikeAsync(
        NormalizedRequest request, LookupWorkspace workspace, LookupClock clock, CancellationToken cancellationToken)
    {
        if (!MayLookUp(request))
            return new Finding(null, MissReason.NotAsked, null, null, clock);

        workspace.Note = request.IsProbe ? null : journal?.Begin(request);
        return await meaning.FindAsync(request, workspace, clock, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What was found, or that it is withheld: then its answer is not stored a second time.</summary>
    private static LookupResult Give(in NormalizedRequest request, LookupResult found) =>
        request.IsWithheld && found is LookupHit hit
            ? new LookupMiss(MissReason.Withheld, "the model is asked all the same", null, null, hit.Timings)
            {
                Withheld = hit, IsPromptTruncated = hit.IsPromptTruncated, LogNumber = hit.LogNumber,
            }
            : found;

    /// <summary>Of what two embedders' entries say of the same words, the hit; without one, what the cache's own say.</summary>
    private static Finding Sooner(in Finding own, in Finding former) =>
        former.Hit is null ? own with { Clock = former.Clock } : former;

    private static bool MayLookUp(in NormalizedRequest request) =>
        request.Eligibility != Eligibility.Bypass && !request.Request.Directives.NoLookup;

    /// <summary>The miss takes a copy of the vector with it: the workspace serves the next lookup.</summary>
    private LookupMiss Miss(
        in NormalizedRequest request, MissReason reason, string? detail, in LookupClock clock,
        ReadOnlyMemory<float> vector = default, Finding found = default)
    {
        var ticket = request.Request.Directives.NoStore
            ? null
            : new StoreTicket(new EmbeddedRequest(request, vector.ToArray(), request.Embedder.Identity) { Epoch = ledger.Epoch })
            {
                Unconfirmed = found.Unconfirmed ?? [],
            };
        return new LookupMiss(reason, detail, found.Nearest, ticket, clock.Timings) { NearMiss = found.NearMiss };
    }
}
