namespace Likewise;

/// <summary>Moves one entry to another embedder: in the store in one step, then in memory, new place first.</summary>
/// <remarks>
/// Others remove and store meanwhile. The store decides: it moves only what is still there, and never over another entry. After
/// that a difference between it and memory can only be that something came or went between the two steps; each such case ends
/// with the entry gone from both.
/// </remarks>
internal sealed class EntryMover(
    IEntryStore store, EntryTable table, ResidentResponses responses, VectorTiers tiers, EntryRemover remover,
    InvalidationLedger ledger)
{
    /// <returns>Whether it moved; false where it has gone, or another entry has its place; null where the store failed.</returns>
    public async ValueTask<bool?> MoveAsync(
        Entry entry, EmbedderIdentity embedder, ReadOnlyMemory<float> vector, SeamGuard guard,
        CancellationToken cancellationToken)
    {
        var (was, id) = (entry.Summary, entry.Summary.Id);
        var summary = was with
        {
            Key = was.Key with { Scope = was.Key.Scope.Moved(was.Embedder, embedder) }, Embedder = embedder,
        };

        // An attempt whose answer came too late may have moved it in the store already; then only memory is behind.
        if (was.Embedder != embedder)
        {
            var replaced = await guard.CallAsync(
                (store: (IReplacingStore)store, entry: entry with { Summary = summary, Vector = vector }),
                static (call, token) => call.store.ReplaceAsync(call.entry, token),
                cancellationToken).ConfigureAwait(false);
            if (!replaced.Succeeded)
                return null;
            if (!replaced.Value)
            {
                await LeaveAsync(id, summary.Key).ConfigureAwait(false);
                return false;
            }
        }

        if (summary.Eligibility == Eligibility.Semantic)
            await tiers.PublishAsync(summary, vector, CancellationToken.None).ConfigureAwait(false);
        table.TryGet(id, out var resident);
        var moved = new Resident(summary, resident?.Activity ?? entry.Activity);
        if (ledger.TakenSince(was) is null && table.TryMove(resident, moved))
        {
            if (resident is not null)
                responses.Release(resident);
            if (resident is not null && resident.Summary.Embedder != embedder)
                await tiers.WithdrawAsync(resident.Summary, CancellationToken.None).ConfigureAwait(false);
            return true;
        }

        // Removed meanwhile, or another took its place.
        await tiers.WithdrawAsync(summary, CancellationToken.None).ConfigureAwait(false);
        remover.Owe(id);
        await LeaveAsync(id, summary.Key).ConfigureAwait(false);
        return false;
    }

    /// <summary>An entry that did not move because a newer one has its key goes; one that has gone is gone.</summary>
    private async ValueTask LeaveAsync(EntryId id, ExactKey key)
    {
        if (!table.TryGet(key, out var newer) || newer.Summary.Id == id)
            return;
        if (table.TryGet(id, out var resident))
            await remover.RemoveAsync(resident, CancellationToken.None, RemovalReason.Replaced).ConfigureAwait(false);
        else
            remover.Owe(id);
    }
}
