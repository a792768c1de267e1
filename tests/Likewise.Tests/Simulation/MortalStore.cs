namespace Likewise.Tests.Simulation;

/// <summary>
/// The store as one process sees it: calls fail as the plan says, and once the process is dead, nothing that is left of it
/// reaches the disk.
/// </summary>
internal sealed class MortalStore(MemoryEntryStore disk, FaultPlan faults) : IEntryStore
{
    public string Name => "mortal";

    public bool IsShared => false;

    public bool IsDurable => true; // As a disk is to whoever is killed beside it.

    public bool IsDead { get; private set; }

    public void Die() => IsDead = true;

    public ValueTask<Entry?> FindAsync(ExactKey key, CancellationToken cancellationToken) =>
        CallAsync("find", () => disk.FindAsync(key, cancellationToken));

    public ValueTask<Entry?> ReadAsync(EntryId id, CancellationToken cancellationToken) =>
        CallAsync("read", () => disk.ReadAsync(id, cancellationToken));

    public ValueTask WriteAsync(Entry entry, CancellationToken cancellationToken) =>
        CallAsync("write", () => disk.WriteAsync(entry, cancellationToken));

    public ValueTask<int> RemoveAsync(ReadOnlyMemory<EntryId> ids, CancellationToken cancellationToken) =>
        CallAsync("remove", () => disk.RemoveAsync(ids, cancellationToken));

    public ValueTask RecordHitsAsync(ReadOnlyMemory<EntryHit> hits, CancellationToken cancellationToken) =>
        CallAsync("hits", () => disk.RecordHitsAsync(hits, cancellationToken));

    public ValueTask<EntryFeedback?> RecordFeedbackAsync(
        EntryId id, EntryFeedback added, CancellationToken cancellationToken) =>
        CallAsync("feedback", () => disk.RecordFeedbackAsync(id, added, cancellationToken));

    public ValueTask<PrincipalSet?> RecordConfirmationAsync(
        EntryId id, ulong principal, CancellationToken cancellationToken) =>
        CallAsync("confirmation", () => disk.RecordConfirmationAsync(id, principal, cancellationToken));

    public ValueTask RecordInvalidationAsync(Invalidation invalidation, CancellationToken cancellationToken) =>
        CallAsync("invalidation", () => disk.RecordInvalidationAsync(invalidation, cancellationToken));

    public ValueTask<IReadOnlyList<Invalidation>> ReadInvalidationsAsync(CancellationToken cancellationToken) =>
        disk.ReadInvalidationsAsync(cancellationToken); // Only read at start, and without it a cache does not start.

    public ValueTask ForgetInvalidationsAsync(long upTo, CancellationToken cancellationToken) =>
        CallAsync("forget", () => disk.ForgetInvalidationsAsync(upTo, cancellationToken));

    public IAsyncEnumerable<Entry> ScanAsync(EntryFilter filter, CancellationToken cancellationToken) =>
        disk.ScanAsync(filter, cancellationToken);

    public ValueTask<StoreSize> MeasureAsync(CancellationToken cancellationToken) => disk.MeasureAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<T> CallAsync<T>(string call, Func<ValueTask<T>> act)
    {
        if (IsDead)
            return default!; // Nobody is there to see it.
        faults.Call("store " + call);
        return await act();
    }

    private async ValueTask CallAsync(string call, Func<ValueTask> act)
    {
        if (IsDead)
            return;
        faults.Call("store " + call);
        await act();
    }
}
