namespace Likewise;

/// <summary>Keeps entries: the one place whose word counts. Tiers and maps point into it.</summary>
/// <remarks>
/// <para>Safe for concurrent calls. A call that returns without an exception has done all it says; one that throws has changed
/// nothing that a later read would show, or the whole of it.</para>
/// <para>A store does not look at the clock: whoever reads checks expiry. It does not look into payloads either.</para>
/// <para>Order inside a store: payload before pointers on the way in, pointers before payload on the way out (invariant I2); a
/// transaction satisfies both.</para>
/// </remarks>
public interface IEntryStore : IAsyncDisposable
{
    /// <summary>A short name for people and metrics: <c>memory</c>, <c>sqlite</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Whether other processes may write to the same store. An exclusive store is read once at start and then never asked for a
    /// key that is not in memory.
    /// </summary>
    bool IsShared { get; }

    /// <summary>Whether what was written survives the end of the process.</summary>
    bool IsDurable { get; }

    /// <summary>Finds the entry of an exact key.</summary>
    ValueTask<Entry?> FindAsync(ExactKey key, CancellationToken cancellationToken);

    /// <summary>Reads an entry.</summary>
    ValueTask<Entry?> ReadAsync(EntryId id, CancellationToken cancellationToken);

    /// <summary>
    /// Writes an entry; one with the same exact key is replaced in the same step. When it returns, the entry is as durable as the
    /// store can make it.
    /// </summary>
    ValueTask WriteAsync(Entry entry, CancellationToken cancellationToken);

    /// <summary>Removes entries, all or none. When it returns, they are gone as durably as the store can make it.</summary>
    /// <returns>How many of them were there.</returns>
    ValueTask<int> RemoveAsync(ReadOnlyMemory<EntryId> ids, CancellationToken cancellationToken);

    /// <summary>
    /// Adds hits to entries; those no longer there are passed over. May be lost in a crash, alone among all writes.
    /// </summary>
    ValueTask RecordHitsAsync(ReadOnlyMemory<EntryHit> hits, CancellationToken cancellationToken);

    /// <summary>Adds to what was said of an entry. When it returns, that is as durable as the store can make it.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="added">What is added; not negative.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What was said of it until now, this included; null when there is no such entry.</returns>
    ValueTask<EntryFeedback?> RecordFeedbackAsync(EntryId id, EntryFeedback added, CancellationToken cancellationToken);

    /// <summary>
    /// Adds one who stands behind an entry's answer. When it returns, that is as durable as the store can make it.
    /// </summary>
    /// <param name="id">The entry.</param>
    /// <param name="principal">Who (<see cref="PrincipalSet.HashOf"/>).</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Who stands behind it now; null when there is no such entry.</returns>
    ValueTask<PrincipalSet?> RecordConfirmationAsync(EntryId id, ulong principal, CancellationToken cancellationToken);

    /// <summary>
    /// Writes an invalidation down, in the place of one with its number. It changes no entry: when it returns, that what it took
    /// must not come back is as durable as the store can make it.
    /// </summary>
    ValueTask RecordInvalidationAsync(Invalidation invalidation, CancellationToken cancellationToken);

    /// <summary>The invalidations that were written down and not forgotten, in the order of their numbers.</summary>
    ValueTask<IReadOnlyList<Invalidation>> ReadInvalidationsAsync(CancellationToken cancellationToken);

    /// <summary>Forgets invalidations.</summary>
    /// <param name="upTo">The number of the last one that is forgotten.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask ForgetInvalidationsAsync(long upTo, CancellationToken cancellationToken);

    /// <summary>
    /// Every entry chosen, least recently used first, without its payload. A consistent view is not promised while others write.
    /// </summary>
    IAsyncEnumerable<Entry> ScanAsync(EntryFilter filter, CancellationToken cancellationToken);

    /// <summary>How much is kept.</summary>
    ValueTask<StoreSize> MeasureAsync(CancellationToken cancellationToken);
}
