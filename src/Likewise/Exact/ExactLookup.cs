using System.Diagnostics.CodeAnalysis;

namespace Likewise;

/// <summary>Answers by the same words: in memory without waiting, then where it has to be read.</summary>
internal sealed class ExactLookup(
    EntryTable table, AnswerReader reader, IEntryStore store, SeamGuard guard, InvalidationLedger ledger, StoreFill fill,
    UseLog uses, TimeProvider time)
{
    public const string Rule = "exact";

    /// <summary>One probe of memory, no waiting, no allocation but the hit.</summary>
    public LookupHit? TryFind(in NormalizedRequest request, ref LookupClock clock)
    {
        if (!TryGet(request, out var resident) || resident.Response is not { } response)
            return null;

        var now = time.GetUtcNow();
        var freshness = Freshness.Of(request, resident, now);
        if (!freshness.MayAnswer || IsTooOld(request, resident.Summary, now) || !request.Viewer.Trusts(resident))
            return null;

        uses.Record(resident, now, isServed: true);
        clock.Mark(LookupStage.Exact);
        return HitOf(response, resident.Summary, HitTier.Exact, freshness, now, clock.Timings);
    }

    /// <summary>
    /// Reads the answer of an entry that is known here but not held, or asks a store that others write to as well, or that is not
    /// read to its end yet.
    /// </summary>
    public async ValueTask<Finding> FindAsync(
        NormalizedRequest request, LookupClock clock, CancellationToken cancellationToken)
    {
        var isKnown = TryGet(request, out var resident);
        clock.Mark(LookupStage.Exact); // This probe and the one before it; without the mark a miss would count both as embedding.
        if (!isKnown && !store.IsShared && fill.IsDone)
            return new Finding(null, MissReason.NothingStored, null, null, clock);

        var read = isKnown
            ? await reader.ReadAsync(resident!.Summary, cancellationToken).ConfigureAwait(false) // Known, so not null.
            : await ReadStoredAsync(request, cancellationToken).ConfigureAwait(false);
        clock.Mark(isKnown ? LookupStage.Read : LookupStage.Exact);

        var now = time.GetUtcNow();
        if (read.Response is not { } response)
            return new Finding(null, read.Reason, read.Detail, null, clock);
        var freshness = read.FreshnessFor(request, now);
        if (!freshness.MayAnswer)
            return new Finding(null, freshness.IsStale ? MissReason.Stale : MissReason.NothingStored, null, null, clock);
        if (IsTooOld(request, read.Summary!, now)) // With an answer comes its entry.
            return new Finding(null, MissReason.TooOld, null, null, clock);
        if (!request.Viewer.Trusts(read.ConfirmedBy))
            return new Finding(null, MissReason.Unconfirmed, null, null, clock);

        if (read.Resident is not null && !request.IsProbe)
            uses.Record(read.Resident, now, !request.IsWithheld);
        var tier = read.Resident is not null ? HitTier.Exact : HitTier.SharedExact;
        var hit = HitOf(response, read.Summary!, tier, freshness, now, clock.Timings);
        return new Finding(hit, default, null, null, clock);
    }

    private bool TryGet(in NormalizedRequest request, [MaybeNullWhen(false)] out Resident resident) =>
        table.TryGet(request.Key, out resident) && request.Viewer.MaySee(resident.Summary);

    private async ValueTask<AnswerRead> ReadStoredAsync(NormalizedRequest request, CancellationToken cancellationToken)
    {
        var attempt = await guard.CallAsync(
            (store, request.Key), static (call, token) => call.store.FindAsync(call.Key, token), cancellationToken)
            .ConfigureAwait(false);
        if (!attempt.Succeeded)
            return AnswerRead.None(MissReason.StoreFailed, attempt.Fault);

        if (attempt.Value is not { } entry || !request.Viewer.MaySee(entry.Summary)
            || entry.Summary.HasEnded(time.GetUtcNow(), entry.Activity)
            || (store.IsShared && ledger.TakenSince(entry.Summary) is not null))
            return AnswerRead.Gone;

        var resident = fill.IsDone ? null : await fill.TakeAsync(entry, cancellationToken).ConfigureAwait(false);
        return resident is not null || store.IsShared
            ? await reader.OpenAsync(entry, resident, cancellationToken).ConfigureAwait(false)
            : AnswerRead.Gone;
    }

    private static bool IsTooOld(in NormalizedRequest request, EntrySummary summary, DateTimeOffset now) =>
        request.Request.Directives.MaxAge is { } maxAge && now - summary.CreatedAt > maxAge;

    private static LookupHit HitOf(
        RecordedResponse response, EntrySummary summary, HitTier tier, in Freshness freshness, DateTimeOffset now,
        LookupTimings timings) => new(response, summary, tier, 1, Verdict.Accept(Rule), now - summary.CreatedAt, timings)
        {
            Staleness = freshness.Staleness, FreshFor = freshness.Left,
        };
}
