namespace Likewise.Benchmarks.Lifetime;

/// <summary>A store that keeps nothing, so that what a cache takes is its own.</summary>
internal sealed class KeptNowhere : IEntryStore
{
    public string Name => "nowhere";

    public bool IsShared => false;

    public bool IsDurable => false;

    public ValueTask<Entry?> FindAsync(ExactKey key, CancellationToken cancellationToken) => default;

    public ValueTask<Entry?> ReadAsync(EntryId id, CancellationToken cancellationToken) => default;

    public ValueTask WriteAsync(Entry entry, CancellationToken cancellationToken) => default;

    public ValueTask<int> RemoveAsync(ReadOnlyMemory<EntryId> ids, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ids.Length);

    public ValueTask RecordHitsAsync(ReadOnlyMemory<EntryHit> hits, CancellationToken cancellationToken) => default;

    public ValueTask<EntryFeedback?> RecordFeedbackAsync(EntryId id, EntryFeedback added, CancellationToken cancellationToken) =>
        default;

    public ValueTask<PrincipalSet?> RecordConfirmationAsync(
        EntryId id, ulong principal, CancellationToken cancellationToken) => default;

    public ValueTask RecordInvalidationAsync(Invalidation invalidation, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;

    public ValueTask<IReadOnlyList<Invalidation>> ReadInvalidationsAsync(CancellationToken cancellationToken) => new([]);

    public ValueTask ForgetInvalidationsAsync(long upTo, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public IAsyncEnumerable<Entry> ScanAsync(EntryFilter filter, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<Entry>();

    public ValueTask<StoreSize> MeasureAsync(CancellationToken cancellationToken) => default;

    public ValueTask DisposeAsync() => default;
}
