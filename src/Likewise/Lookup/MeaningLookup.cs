using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>Answers by meaning: asks each tier, near first, decides on what it finds, and reads the one accepted.</summary>
internal sealed class MeaningLookup(
    VectorTiers tiers, SeamGuard tierGuard, Decider decider, IVerifier? verifier, SeamGuard verifierGuard,
    AnswerReader reader, EntryTable table, UseLog uses, HitBound? bound, AuditDraw audits, double watchedMin,
    double nearMissMin, TimeProvider time, ILogger logger)
{
    public async ValueTask<Finding> FindAsync(
        NormalizedRequest request, LookupWorkspace workspace, LookupClock clock, CancellationToken cancellationToken)
    {
        var wantedMin = Math.Min(watchedMin, decider.SimilarityMinOf(request.Terms));
        var query = new VectorQuery(request.Key.Scope, workspace.Vector, wantedMin);
        var closest = new Finding(null, MissReason.NothingStored, null, null, clock);
        var searched = tiers.Of(request.Embedder.Identity);
        for (var index = 0; index < searched.Count; index++)
        {
            // 5. Search. A tier that fails is passed over; if none finds anything, that is the reason.
            var search = await tierGuard.CallAsync(
                (tier: searched[index], query, workspace),
                static (call, token) => call.tier.SearchAsync(call.query, call.workspace.Candidates, token),
                cancellationToken).ConfigureAwait(false);
            clock.Mark(LookupStage.Search);
            if (!search.Succeeded)
            {
                workspace.Note?.TierFailed();
                closest = Closer(closest, new Finding(null, MissReason.TierFailed, search.Fault, null, clock));
                continue;
            }

            // 6 and 7. Decide and read.
            var tier = index == 0 ? HitTier.Near : HitTier.Far;
            var finding = await ChooseAsync(request, workspace, search.Value, tier, clock, cancellationToken)
                .ConfigureAwait(false);
            if (finding.Hit is not null)
                return finding;

            clock = finding.Clock;
            closest = Closer(closest, finding);
        }

        return closest with { Clock = clock };
    }

    /// <summary>
    /// Steps 6 and 7: chooses among the workspace's fresh candidates, and where none of them answers among the stale ones that
    /// may.
    /// </summary>
    public async ValueTask<Finding> ChooseAsync(
        NormalizedRequest request, LookupWorkspace workspace, int found, HitTier tier, LookupClock clock,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        workspace.Note?.Found(workspace.Candidates.Span[..found], tier, now);
        var fresh = await ChooseAsync(request, workspace, found, tier, isStale: false, now, clock, cancellationToken)
            .ConfigureAwait(false);
        if (fresh.Hit is not null || !fresh.HasStale)
            return fresh;

        var stale = await ChooseAsync(request, workspace, found, tier, isStale: true, now, fresh.Clock, cancellationToken)
            .ConfigureAwait(false);
        return stale.Hit is null ? Closer(fresh, stale) with { Clock = stale.Clock } : stale;
    }

    /// <summary>Goes through the candidates, closest first, until one is accepted and its answer is at hand.</summary>
    private async ValueTask<Finding> ChooseAsync(
        NormalizedRequest request, LookupWorkspace workspace, int found, HitTier tier, bool isStale, DateTimeOffset now,
        LookupClock clock, CancellationToken cancellationToken)
    {
        var note = workspace.Note;
        var closest = new Finding(null, MissReason.NothingStored, null, null, clock);
        for (var index = 0; index < found; index++)
        {
            var candidate = workspace.Candidates.Span[index];
            var freshness = FreshnessOf(request, candidate.Summary, tier, now);
            if (PassOver(request, workspace, found, index, freshness, isStale, now, clock) is { } passed)
            {
                closest = Closer(closest, passed);
                continue;
            }

            var judged = Decide(request, workspace, found, index, now);
            var verdict = judged.Outcome == VerdictOutcome.Verify
                ? await VerifyAsync(request, candidate, judged, cancellationToken).ConfigureAwait(false)
                : judged;
            clock.Mark(LookupStage.Decide);
            note?.Decided(index, judged, verdict);
            if (verdict.Outcome != VerdictOutcome.Accept)
            {
                closest = Closer(closest, Rejected(candidate, verdict, clock)) with
                {
                    NearMiss = Surer(closest.NearMiss, candidate, judged, verdict)
                        ?? NearlyAlike(request, workspace, candidate, verdict),
                };
                if (verdict.Rule == Decider.Threshold)
                    break; // Those that follow are further away still.
                continue;
            }

            var read = await reader.ReadAsync(candidate.Summary, cancellationToken).ConfigureAwait(false);
            clock.Mark(LookupStage.Read);
            if (read.Response is not { } response || !request.Viewer.Trusts(read.ConfirmedBy))
            {
                note?.Unreadable(index);
                closest = Closer(closest, read.Response is null
                    ? new Finding(null, read.Reason, read.Detail, null, clock)
                    : Unconfirmed(candidate, clock)); // It is not held here, and only the store knows who stands behind it.
                continue;
            }

            Use(request, read.Resident, verdict, now);
            var hit = new LookupHit(
                response, candidate.Summary, tier, candidate.Similarity, verdict, now - candidate.Summary.CreatedAt,
                clock.Timings)
            {
                IsAuditDue = !isStale && !request.IsProbe && audits.Next(), // A fresh answer differs: news of the world.
                Staleness = freshness.Staleness,
                FreshFor = freshness.Left,
            };
            return new Finding(hit, default, null, null, clock);
        }

        return closest with { Clock = clock };
    }

    /// <summary>
    /// What is said of a candidate that is not looked at, in this turn or at all; null for one that is. Of one that not enough
    /// stand behind nothing is told, and nothing learned: who knows what it says.
    /// </summary>
    private Finding? PassOver(
        in NormalizedRequest request, LookupWorkspace workspace, int found, int index, in Freshness freshness, bool isStale,
        DateTimeOffset now, LookupClock clock)
    {
        var (note, candidate) = (workspace.Note, workspace.Candidates.Span[index]);
        var isSeen = request.Viewer.MaySee(candidate.Summary);
        var nothing = new Finding(null, MissReason.NothingStored, null, null, clock);
        if (!isSeen || !freshness.MayAnswer)
            note?.PassedOver(index);
        if (!isSeen || !freshness.MayAnswer || freshness.IsStale != isStale)
            return isSeen && freshness.IsStale && !isStale ? Stale(clock, freshness.MayAnswer) : nothing; // Or its turn comes.
        if (!table.TryGet(candidate.Summary.Id, out var resident) || request.Viewer.Trusts(resident))
            return null;

        note?.PassedOver(index);
        return !isStale && Decide(request, workspace, found, index, now).Outcome != VerdictOutcome.Reject
            ? Unconfirmed(candidate, clock)
            : nothing;
    }

    /// <summary>Notes that an entry answered, or would have; a probe leaves no trace.</summary>
    private void Use(in NormalizedRequest request, Resident? resident, Verdict verdict, DateTimeOffset now)
    {
        if (resident is null || request.IsProbe)
            return;
        uses.Record(resident, now, !request.IsWithheld);
        resident.Served(verdict);
    }

    /// <summary>A rule that some text breaks costs a hit, never the request (invariant I4).</summary>
    private Verdict Decide(
        in NormalizedRequest request, LookupWorkspace workspace, int found, int index, DateTimeOffset now)
    {
        try
        {
            return decider.Decide(request, workspace.Candidates.Span[..found], index, now, ref workspace.Features);
        }
#pragma warning disable CA1031 // Whatever a rule makes of a text that nobody thought of becomes a reason.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.DecisionFailed(logger, fault);
            return Verdict.Reject(Decider.Fault, $"the decision failed: {fault.Message}");
        }
    }

    /// <summary>
    /// What this process holds must still be held and in time; of what it does not hold only the time is known.
    /// </summary>
    private Freshness FreshnessOf(in NormalizedRequest request, EntrySummary summary, HitTier tier, DateTimeOffset now) =>
        table.TryGet(summary.Id, out var resident) ? Freshness.Of(request, resident, now)
        : tier == HitTier.Far && now < summary.Expiry.At ? Freshness.Fresh(summary.Expiry.At - now)
        : default;

    /// <summary>
    /// The verifier's word. What the bound alone would have kept away is served by it only as far as evidence shows that the
    /// verifier is right often enough there.
    /// </summary>
    private async ValueTask<Verdict> VerifyAsync(
        NormalizedRequest request, Candidate candidate, Verdict judged, CancellationToken cancellationToken)
    {
        var verification = new Verification(request.Request, request.EmbeddingText, candidate);
        var attempt = await verifierGuard.CallAsync(
            (verifier: verifier!, verification), // The decider asks for a verifier only where there is one.
            static (call, token) => call.verifier.VerifyAsync(call.verification, token),
            cancellationToken).ConfigureAwait(false);

        if (!attempt.Succeeded)
            return Verdict.Reject(verifier!.Name, attempt.Fault);

        if (attempt.Value.Outcome != VerdictOutcome.Accept)
            return attempt.Value with { Outcome = VerdictOutcome.Reject };
        if (judged is { IsRescued: true, Score: { } score } && bound?.MayRescue(candidate.Summary, score) == false)
            return Verdict.Reject(Decider.Bound, $"'{verifier!.Name}' says yes, but is not yet known to be right often enough")
                with { Score = score, IsRescued = true };
        return attempt.Value with { Score = judged.Score, IsRescued = judged.IsRescued };
    }

    private static Finding Stale(LookupClock clock, bool mayAnswer) =>
        new(null, MissReason.Stale, null, null, clock) { HasStale = mayAnswer };

    private static Finding Unconfirmed(in Candidate candidate, LookupClock clock) =>
        new(null, MissReason.Unconfirmed, null, null, clock) { Unconfirmed = [candidate.Summary] };

    private static Finding Rejected(in Candidate candidate, Verdict verdict, LookupClock clock)
    {
        var reason = verdict.Rule switch
        {
            Decider.Threshold or Decider.Bound => MissReason.NotSimilar,
            Decider.MaxAge => MissReason.TooOld,
            _ => MissReason.Rejected,
        };
        return new Finding(null, reason, verdict.Detail, new NearestMiss(candidate, verdict), clock);
    }

    /// <summary>
    /// Of the candidates that no guard, but the bound kept from being served, the surest. Whatever a verifier makes of one, it is
    /// evidence of its score: were it left out where the verifier says no, the rest would look better than it is.
    /// </summary>
    private static NearestMiss? Surer(NearestMiss? one, in Candidate candidate, in Verdict judged, in Verdict verdict)
    {
        var isNear = judged.Rule == Decider.Bound && (judged.Outcome == VerdictOutcome.Reject || judged.IsRescued);
        if (!isNear || one?.Verdict.Score >= judged.Score)
            return one;

        var isVerified = verdict.Rule == Decider.Bound;
        return new NearestMiss(
            candidate, isVerified ? verdict : judged with { Outcome = VerdictOutcome.Reject, IsRescued = false });
    }

    /// <summary>Where a fixed similarity decides: a candidate that nothing but that speaks against.</summary>
    private NearestMiss? NearlyAlike(
        in NormalizedRequest request, LookupWorkspace workspace, in Candidate candidate, in Verdict verdict)
    {
        if (verdict.Rule != Decider.Threshold || candidate.Similarity < nearMissMin)
            return null;

        try
        {
            return decider.FirstObjectionTo(request, candidate, ref workspace.Features) is null
                ? new NearestMiss(candidate, verdict)
                : null;
        }
#pragma warning disable CA1031 // As above: what a rule cannot read is no near miss.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.DecisionFailed(logger, fault);
            return null;
        }
    }

    /// <summary>
    /// Of two findings without a hit, the one that says more: the closer candidate, or else the first that names a fault. That
    /// not enough stand behind an answer is the reason wherever it is one.
    /// </summary>
    private static Finding Closer(in Finding one, in Finding other)
    {
        var isOther = one.Nearest is null
            ? other.Nearest is not null || one.Reason == MissReason.NothingStored
            : other.Nearest?.Candidate.Similarity > one.Nearest.Candidate.Similarity;
        var said = (isOther ? other : one) with
        {
            NearMiss = one.NearMiss ?? other.NearMiss, HasStale = one.HasStale || other.HasStale,
        };
        return one.Unconfirmed is null && other.Unconfirmed is null ? said : said with
        {
            Reason = MissReason.Unconfirmed, Detail = null,
            Unconfirmed = [.. (one.Unconfirmed ?? []).Concat(other.Unconfirmed ?? []).Take(Confirmer.ComparedMax)],
        };
    }
}
