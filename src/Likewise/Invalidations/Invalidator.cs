namespace Likewise;

/// <summary>
/// The way of taking away: note it, so that nothing of it answers; take the pointers; write it down, so that nothing of it comes
/// back; take the payloads. A whole part of the cache is gone with the note, whatever its size: the rest is upkeep's.
/// </summary>
internal sealed class Invalidator(
    IEntryStore store, SeamGuard storeGuard, EntryTable table, EntryRemover remover, InvalidationLedger ledger, StoreFill fill,
    TimeProvider time)
{
    /// <summary>From so many entries on, a whole part's are left to upkeep; it answers no more in either case.</summary>
    private const int LeftFrom = 10_000;

    public async ValueTask<RemovalOutcome> InvalidateAsync(EntryFilter filter, CancellationToken cancellationToken)
    {
        // 1. Note it: from here on nothing is stored that was asked for before, and nothing of a whole part answers.
        var isWhole = WholePart.Of(filter) is not null;
        var count = isWhole ? table.Choose(filter).Count() : 0;
        var invalidation = ledger.Add(filter, time.GetUtcNow());
        if (isWhole && (count >= LeftFrom || !fill.IsDone))
            return new RemovalOutcome(count, await WriteDownAsync(invalidation, cancellationToken).ConfigureAwait(false));

        // 2. Pointers: those of a whole part go with its payloads.
        if (!isWhole)
        {
            var affected = table.Choose(filter).Where(resident => resident.Summary.Epoch < invalidation.Number);
            count = await RemoveAsync(affected, cancellationToken).ConfigureAwait(false);
        }

        // 3. Payloads. Where they cannot go now, that they are to go is written down; what is yet to be read goes when it is.
        if (!fill.IsDone)
            return new RemovalOutcome(count, await WriteDownAsync(invalidation, cancellationToken).ConfigureAwait(false));
        var carried = await CarryOutAsync(invalidation, cancellationToken).ConfigureAwait(false);
        var fault = carried.Succeeded ? null : await WriteDownAsync(invalidation, cancellationToken).ConfigureAwait(false);
        return new RemovalOutcome(count + carried.Value, fault);
    }

    /// <summary>Does what invalidations have left to do. Called by upkeep.</summary>
    public async ValueTask SettleAsync(CancellationToken cancellationToken)
    {
        foreach (var invalidation in ledger.Outstanding)
        {
            if (await WriteDownAsync(invalidation, cancellationToken).ConfigureAwait(false) is null && fill.IsDone)
                await CarryOutAsync(invalidation, cancellationToken).ConfigureAwait(false);
        }

        if (ledger.Trim() is var forgotten and > 0)
        {
            await storeGuard.CallAsync(
                (store, forgotten), static (call, token) => call.store.ForgetInvalidationsAsync(call.forgotten, token),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<int> RemoveAsync(IEnumerable<Resident> residents, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var resident in residents)
            removed += await remover.RemoveAsync(resident, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        return removed;
    }

    /// <summary>Takes what an invalidation took out of the store, and notes that there.</summary>
    /// <returns>How many entries went that only the store knew: of other embedders or of other processes.</returns>
    private async ValueTask<Attempt<int>> CarryOutAsync(Invalidation invalidation, CancellationToken cancellationToken)
    {
        // Only a whole part leaves entries to be looked for among all; anything else costs what it takes.
        if (WholePart.Of(invalidation.Filter) is not null)
            await RemoveAsync(table.Taken(), cancellationToken).ConfigureAwait(false);
        var settled = await remover.SettleAsync(cancellationToken).ConfigureAwait(false);
        if (!settled.Succeeded)
            return settled;

        var unknown = store.IsShared || fill.Foreign.Count > 0
            ? await remover.RemoveStoredAsync(invalidation, cancellationToken).ConfigureAwait(false)
            : new Attempt<int>(0, null, false);
        if (!unknown.Succeeded)
            return unknown;

        var recorded = await RecordAsync(invalidation with { IsCarriedOut = true }, cancellationToken).ConfigureAwait(false);
        if (recorded.Succeeded)
            ledger.CarriedOut(invalidation);
        return unknown with { Fault = recorded.Fault };
    }

    /// <returns>Why the store could not; null where it is written down.</returns>
    private async ValueTask<string?> WriteDownAsync(Invalidation invalidation, CancellationToken cancellationToken) =>
        ledger.IsWritten(invalidation)
            ? null
            : (await RecordAsync(invalidation, cancellationToken).ConfigureAwait(false)).Fault;

    private async ValueTask<Attempt<bool>> RecordAsync(Invalidation invalidation, CancellationToken cancellationToken)
    {
        var attempt = await storeGuard.CallAsync(
            (store, invalidation),
            static (call, token) => call.store.RecordInvalidationAsync(call.invalidation, token),
            cancellationToken).ConfigureAwait(false);
        if (attempt.Succeeded)
            ledger.Written(invalidation);
        return attempt;
    }
}
