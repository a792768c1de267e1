using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Likewise;

/// <summary>
/// Takes entries away: pointers first (exact, far, near), payload last (invariant I2). The pointers in this process go at once;
/// what the store could not remove yet is remembered and tried again by maintenance.
/// </summary>
internal sealed class EntryRemover(
    IEntryStore store, SeamGuard storeGuard, EntryTable table, ResidentResponses responses, VectorTiers tiers,
    DecisionJournal? journal)
{
    /// <summary>A store removes as many in a few milliseconds.</summary>
    private const int SettledAtOnce = 1_000;

    private readonly ConcurrentQueue<EntryId> _owed = new();

    /// <summary>Payloads that the store has yet to remove.</summary>
    public int Owed => _owed.Count;

    /// <summary>Takes an entry's pointers, and leaves its payload to maintenance.</summary>
    public async ValueTask<bool> RemoveAsync(
        Resident resident, CancellationToken cancellationToken, RemovalReason reason = RemovalReason.Removed)
    {
        if (!table.Remove(resident))
            return false;

        await WithdrawAsync(resident, reason, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>For an entry that has left the table: takes its other pointers, and leaves its payload to maintenance.</summary>
    public async ValueTask WithdrawAsync(Resident resident, RemovalReason reason, CancellationToken cancellationToken)
    {
        await UnpublishAsync(resident, reason, cancellationToken).ConfigureAwait(false);
        _owed.Enqueue(resident.Summary.Id);
    }

    /// <summary>For an entry whose payload the store has replaced already: takes its other pointers.</summary>
    public ValueTask UnpublishAsync(Resident resident, RemovalReason reason, CancellationToken cancellationToken)
    {
        journal?.AddRemoved(resident.Summary, reason);
        responses.Release(resident);
        return tiers.WithdrawAsync(resident.Summary, cancellationToken);
    }

    /// <summary>Notes a payload that must not stay, such as one whose writing did not end in time.</summary>
    public void Owe(EntryId id) => _owed.Enqueue(id);

    /// <summary>
    /// Removes payloads from the store, those owed from before included; so many at a time that what is stored meanwhile need not
    /// wait for them all.
    /// </summary>
    /// <returns>How many were there; or why the store could not, in which case the rest stay owed.</returns>
    public async ValueTask<Attempt<int>> SettleAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        for (var left = _owed.Count; left > 0; left -= SettledAtOnce)
        {
            var attempt = await SettleSomeAsync(cancellationToken).ConfigureAwait(false);
            if (!attempt.Succeeded)
                return attempt;
            removed += attempt.Value;
        }

        return new Attempt<int>(removed, null, false);
    }

    /// <summary>Removes every entry that the store knows and an invalidation took.</summary>
    public ValueTask<Attempt<int>> RemoveStoredAsync(Invalidation invalidation, CancellationToken cancellationToken) =>
        storeGuard.CallAsync(
            (store, invalidation),
            static async (call, token) =>
            {
                var ids = new List<EntryId>();
                await foreach (var entry in FindAsync(call.store, call.invalidation.Filter, token).ConfigureAwait(false))
                {
                    if (entry.Summary.Epoch < call.invalidation.Number)
                        ids.Add(entry.Summary.Id);
                }

                return await call.store.RemoveAsync(ids.ToArray(), token).ConfigureAwait(false);
            },
            cancellationToken);

    private async ValueTask<Attempt<int>> SettleSomeAsync(CancellationToken cancellationToken)
    {
        var ids = new List<EntryId>();
        while (ids.Count < SettledAtOnce && _owed.TryDequeue(out var id))
            ids.Add(id);
        if (ids.Count == 0)
            return new Attempt<int>(0, null, false);

        var settled = false;
        try
        {
            var attempt = await RemoveStoredAsync(ids.ToArray(), cancellationToken).ConfigureAwait(false);
            settled = attempt.Succeeded;
            return attempt;
        }
        finally
        {
            if (!settled)
                ids.ForEach(_owed.Enqueue);
        }
    }

    private static async IAsyncEnumerable<Entry> FindAsync(
        IEntryStore store, EntryFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (filter.Keys.Count == 0)
        {
            await foreach (var entry in store.ScanAsync(filter, cancellationToken).ConfigureAwait(false))
                yield return entry;
            yield break;
        }

        foreach (var key in filter.Keys)
        {
            if (await store.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } entry && filter.Matches(entry.Summary))
                yield return entry;
        }
    }

    private ValueTask<Attempt<int>> RemoveStoredAsync(EntryId[] ids, CancellationToken cancellationToken) =>
        storeGuard.CallAsync(
            (store, ids), static (call, token) => call.store.RemoveAsync(call.ids, token), cancellationToken);
}
