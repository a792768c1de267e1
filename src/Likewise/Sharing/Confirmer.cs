namespace Likewise;

/// <summary>
/// Weighs a model's answer against what is stored, where an answer needs several to stand behind it before others are given it.
/// Whoever gets the same of the model confirms what is there; its words stay, or the last one to agree would choose them.
/// </summary>
internal sealed class Confirmer(
    IEntryStore store, CacheSeams seams, EntryTable table, StoreFill fill, AnswerReader reader, IAnswerComparer comparer,
    TimeProvider time)
{
    /// <summary>How many entries that mean the same an answer is compared with.</summary>
    public const int ComparedMax = 4;

    /// <param name="ticket">What was asked, and what was met that not enough stand behind.</param>
    /// <param name="fresh">The model's answer.</param>
    /// <param name="wishes">For the entry.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<Backing> WeighAsync(
        StoreTicket ticket, RecordedResponse fresh, EntryOptions wishes, CancellationToken cancellationToken)
    {
        // 1. Who stands behind the answer by itself.
        var request = ticket.Request.Normalized;
        var own = OwnOf(request.Request, wishes);
        if (!request.Viewer.AsksForMore || wishes.IsConfirmed || Admission.ObjectionTo(fresh) is not null)
            return new Backing(null, null, own);

        // 2. The same words. What only this principal stands behind is replaced as ever.
        var same = await FindAsync(request, cancellationToken).ConfigureAwait(false);
        if (same is not null && request.Viewer.MaySee(same.Summary) && !same.ConfirmedBy.Equals(own)
            && await ReadAsync(same.Summary, cancellationToken).ConfigureAwait(false) is { } stored)
            return await WeighAsync(request, same, stored, fresh, own, cancellationToken).ConfigureAwait(false);

        // 3. Words that mean the same, if who asks can confirm anything.
        foreach (var summary in request.Viewer.Principal == 0 ? [] : ticket.Unconfirmed)
        {
            if (summary.Key != request.Key && await ReadAsync(summary, cancellationToken).ConfigureAwait(false) is { } alike
                && await AgreeAsync(request, summary, alike, fresh, cancellationToken).ConfigureAwait(false)
                && await ConfirmAsync(request, summary, cancellationToken).ConfigureAwait(false) is { } confirmed)
                return new Backing(confirmed, null, own);
        }

        return new Backing(null, null, own);
    }

    private async ValueTask<Backing> WeighAsync(
        NormalizedRequest request, Resident same, RecordedResponse stored, RecordedResponse fresh, PrincipalSet own,
        CancellationToken cancellationToken)
    {
        var confirmedBy = same.ConfirmedBy;
        if (!await AgreeAsync(request, same.Summary, stored, fresh, cancellationToken).ConfigureAwait(false))
        {
            var refused = request.Viewer.IsConfirmed(confirmedBy)
                ? StoreOutcome.Refused("more stand behind the answer that is there, which says something else")
                : null;
            return new Backing(refused, null, own);
        }

        // What there is nothing to add to, or what is stale, begins anew: in its own words, with all who stand behind them.
        var isStale = Freshness.Of(request with { Stale = StaleUse.Look }, same, time.GetUtcNow()).IsStale;
        if (isStale || request.Viewer.Principal == 0 || confirmedBy.Contains(request.Viewer.Principal))
            return new Backing(null, stored, PrincipalSet.Of([.. confirmedBy, .. own]));
        return new Backing(await ConfirmAsync(request, same.Summary, cancellationToken).ConfigureAwait(false), null, own);
    }

    /// <summary>The entry of the same words; as long as the store is not read to its end, it may be known there alone.</summary>
    private async ValueTask<Resident?> FindAsync(NormalizedRequest request, CancellationToken cancellationToken)
    {
        if (table.TryGet(request.Key, out var known) || (fill.IsDone && !store.IsShared))
            return known;

        var found = await seams.Read.CallAsync(
            (store, request.Key), static (call, token) => call.store.FindAsync(call.Key, token), cancellationToken)
            .ConfigureAwait(false);
        return found is not { Succeeded: true, Value: { } entry } ? null
            : fill.IsDone ? new Resident(entry.Summary, entry.Activity)
            : await fill.TakeAsync(entry, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The answer of an entry that is still there and in time; null of any other.</summary>
    private async ValueTask<RecordedResponse?> ReadAsync(EntrySummary summary, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(summary, cancellationToken).ConfigureAwait(false)).Response;

    /// <summary>What cannot be told is no agreement.</summary>
    private async ValueTask<bool> AgreeAsync(
        NormalizedRequest request, EntrySummary summary, RecordedResponse stored, RecordedResponse fresh,
        CancellationToken cancellationToken)
    {
        if (stored.Choices.SequenceEqual(fresh.Choices))
            return true;

        var comparison = new AnswerComparison(request.Request, request.EmbeddingText, summary, stored, fresh);
        var attempt = await seams.Comparer.CallAsync(
            (comparer, comparison),
            static (call, token) => call.comparer.CompareAsync(call.comparison, token),
            cancellationToken).ConfigureAwait(false);
        return attempt is { Succeeded: true, Value: AnswerAgreement.Same };
    }

    /// <returns>Null where the entry has gone.</returns>
    private async ValueTask<StoreOutcome?> ConfirmAsync(
        NormalizedRequest request, EntrySummary summary, CancellationToken cancellationToken)
    {
        var principal = request.Viewer.Principal;
        var written = await seams.Write.CallAsync(
            (store, summary.Id, principal),
            static (call, token) => call.store.RecordConfirmationAsync(call.Id, call.principal, token),
            cancellationToken).ConfigureAwait(false);
        if (!written.Succeeded)
            return StoreOutcome.Failed(written.Fault!); // Not succeeded, so there is a fault.
        if (written.Value is null)
            return null;

        if (table.TryGet(summary.Id, out var resident))
            resident.Confirm(principal);
        return new StoreOutcome(StoreStatus.Stored, summary.Id, null) { IsDurable = store.IsDurable, IsConfirmation = true };
    }

    private static PrincipalSet OwnOf(PromptRequest request, EntryOptions wishes) =>
        wishes.IsConfirmed ? PrincipalSet.Of([PrincipalSet.Operator])
        : request.Principal is { } principal ? PrincipalSet.Of([PrincipalSet.HashOf(request.Tenant, principal)])
        : PrincipalSet.None;
}

/// <summary>What stands behind an answer that is to be stored.</summary>
/// <param name="Instead">What became of it without storing; null where it is to be stored.</param>
/// <param name="Words">The words to store in the place of its own; null for its own.</param>
/// <param name="ConfirmedBy">Who stands behind the entry.</param>
internal readonly record struct Backing(StoreOutcome? Instead, RecordedResponse? Words, PrincipalSet ConfirmedBy);
