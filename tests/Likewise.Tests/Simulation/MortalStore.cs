using System.Runtime.CompilerServices;

namespace Likewise.Tests.Simulation;

/// <summary>
/// The store as one process sees it: calls go wrong as the plan says, and once the process is dead, nothing that is left of it
/// reaches the disk.
/// </summary>
/// <param name="disk">What outlives the process.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="gate">Lets the first scan through entry by entry; null where it is not held up.</param>
internal sealed class MortalStore(MemoryEntryStore disk, FaultPlan faults, ScanGate? gate) : IEntryStore
{
    private bool _hasScanned;

    public string Name => "mortal";

    public bool IsShared => false;

    public bool IsDurable => true; // As a disk is to whoever is killed beside it.

    public bool IsDead { get; private set; }

    public void Die() => IsDead = true;

    public ValueTask<Entry?> FindAsync(ExactKey key, CancellationToken cancellationToken) =>
        CallAsync(() => disk.FindAsync(key, cancellationToken));

    public ValueTask<Entry?> ReadAsync(EntryId id, CancellationToken cancellationToken) =>
        CallAsync(() => disk.ReadAsync(id, cancellationToken));

    public ValueTask WriteAsync(Entry entry, CancellationToken cancellationToken) =>
        CallAsync(() => disk.WriteAsync(entry, cancellationToken));

    public ValueTask<int> RemoveAsync(ReadOnlyMemory<EntryId> ids, CancellationToken cancellationToken) =>
        CallAsync(() => disk.RemoveAsync(ids, cancellationToken));

    public ValueTask RecordHitsAsync(ReadOnlyMemory<EntryHit> hits, CancellationToken cancellationToken) =>
        CallAsync(() => disk.RecordHitsAsync(hits, cancellationToken));

    public ValueTask<EntryFeedback?> RecordFeedbackAsync(
        EntryId id, EntryFeedback added, CancellationToken cancellationToken) =>
        CallAsync(() => disk.RecordFeedbackAsync(id, added, cancellationToken));

    public ValueTask<PrincipalSet?> RecordConfirmationAsync(
        EntryId id, ulong principal, CancellationToken cancellationToken) =>
        CallAsync(() => disk.RecordConfirmationAsync(id, principal, cancellationToken));

    public ValueTask RecordInvalidationAsync(Invalidation invalidation, CancellationToken cancellationToken) =>
        CallAsync(() => disk.RecordInvalidationAsync(invalidation, cancellationToken));

    public ValueTask<IReadOnlyList<Invalidation>> ReadInvalidationsAsync(CancellationToken cancellationToken) =>
        disk.ReadInvalidationsAsync(cancellationToken); // Only read at start, and without it a cache does not start.

    public ValueTask ForgetInvalidationsAsync(long upTo, CancellationToken cancellationToken) =>
        CallAsync(() => disk.ForgetInvalidationsAsync(upTo, cancellationToken));

    public ValueTask<StoreSize> MeasureAsync(CancellationToken cancellationToken) => disk.MeasureAsync(cancellationToken);

    public async IAsyncEnumerable<Entry> ScanAsync(
        EntryFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isFirst = !_hasScanned;
        _hasScanned = true;
        await foreach (var entry in disk.ScanAsync(filter, cancellationToken))
        {
            if (isFirst && gate is not null)
                await gate.PassAsync(cancellationToken); // What was read is older by then.
            else if (!isFirst)
                Fail(faults.Draw(), isLate: false);
            yield return entry;
        }

        if (isFirst)
            gate?.Done();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<T> CallAsync<T>(Func<ValueTask<T>> act)
    {
        if (IsDead)
            return default!; // Nobody is there to see it.

        var fault = faults.Draw();
        Fail(fault, isLate: false);
        var value = await act();
        Fail(fault, isLate: true);
        return value;
    }

    private async ValueTask CallAsync(Func<ValueTask> act) => await CallAsync(async () =>
    {
        await act();
        return true;
    });

    private void Fail(Fault fault, bool isLate)
    {
        if (fault == Fault.None || (fault is Fault.FailsLate or Fault.DiesLate) != isLate)
            return;

        IsDead |= fault is Fault.Dies or Fault.DiesLate;
        throw new IOException("injected");
    }
}
