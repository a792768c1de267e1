using System.Runtime.CompilerServices;

namespace Likewise;

/// <summary>Keeps entries in this process: gone with it, shared with nobody, never slow.</summary>
/// <remarks>
/// Finding, reading, writing and removing cost the same however many entries there are; a scan copies and sorts. It has no limit
/// of its own: the cache evicts.
/// </remarks>
public sealed class MemoryEntryStore : IEntryStore, IReplacingStore
{
    /// <summary>
    /// Objects, table slots and digests of an entry, beside its texts, vector and payload. An estimate.
    /// </summary>
    private const int EntryOverheadBytes = 768;

    private readonly Lock _gate = new();
    private readonly Dictionary<EntryId, Entry> _entries = [];
    private readonly Dictionary<ExactKey, EntryId> _idByKey = [];
    private readonly SortedDictionary<long, Invalidation> _invalidations = [];
    private StoreSize _size;
    private bool _disposed;

    /// <inheritdoc/>
    public string Name => "memory";

    /// <inheritdoc/>
    public bool IsShared => false;

    /// <inheritdoc/>
    public bool IsDurable => false;

    /// <inheritdoc/>
    public ValueTask<Entry?> FindAsync(ExactKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            return new(_idByKey.TryGetValue(key, out var id) ? _entries[id] : null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Entry?> ReadAsync(EntryId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            return new(_entries.GetValueOrDefault(id));
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(Entry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            if (_idByKey.TryGetValue(entry.Summary.Key, out var replaced))
                Remove(replaced);
            Remove(entry.Summary.Id);
            _entries.Add(entry.Summary.Id, entry);
            _idByKey.Add(entry.Summary.Key, entry.Summary.Id);
            Count(entry, +1);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> ReplaceAsync(Entry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            var (id, key) = (entry.Summary.Id, entry.Summary.Key);
            if (!_entries.TryGetValue(id, out var present) || (_idByKey.TryGetValue(key, out var other) && other != id))
                return new(false);
            Remove(id);
            _entries.Add(id, entry with { Activity = present.Activity });
            _idByKey.Add(key, id);
            Count(entry, +1);
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> RemoveAsync(ReadOnlyMemory<EntryId> ids, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            var removed = 0;
            foreach (var id in ids.Span)
                removed += Remove(id) ? 1 : 0;
            return new(removed);
        }
    }

    /// <inheritdoc/>
    public ValueTask RecordHitsAsync(ReadOnlyMemory<EntryHit> hits, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            foreach (var hit in hits.Span)
            {
                if (!_entries.TryGetValue(hit.Id, out var entry))
                    continue;
                var lastUsedAt = hit.LastUsedAt > entry.Activity.LastUsedAt ? hit.LastUsedAt : entry.Activity.LastUsedAt;
                _entries[hit.Id] = entry with
                {
                    Activity = entry.Activity with { HitCount = entry.Activity.HitCount + hit.Count, LastUsedAt = lastUsedAt },
                };
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<EntryFeedback?> RecordFeedbackAsync(EntryId id, EntryFeedback added, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            if (!_entries.TryGetValue(id, out var entry))
                return new((EntryFeedback?)null);

            var said = entry.Activity.Feedback + added;
            _entries[id] = entry with { Activity = entry.Activity with { Feedback = said } };
            return new(said);
        }
    }

    /// <inheritdoc/>
    public ValueTask<PrincipalSet?> RecordConfirmationAsync(EntryId id, ulong principal, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            if (!_entries.TryGetValue(id, out var entry))
                return new((PrincipalSet?)null);

            var confirmedBy = entry.Activity.ConfirmedBy.With(principal);
            _entries[id] = entry with { Activity = entry.Activity with { ConfirmedBy = confirmedBy } };
            return new(confirmedBy);
        }
    }

    /// <inheritdoc/>
    public ValueTask RecordInvalidationAsync(Invalidation invalidation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invalidation);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            _invalidations[invalidation.Number] = invalidation;
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Invalidation>> ReadInvalidationsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            return new([.. _invalidations.Values]);
        }
    }

    /// <inheritdoc/>
    public ValueTask ForgetInvalidationsAsync(long upTo, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            foreach (var number in _invalidations.Keys.Where(number => number <= upTo).ToArray())
                _invalidations.Remove(number);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entry> ScanAsync(
        EntryFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        foreach (var entry in Choose(filter))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry with { Payload = default };
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<StoreSize> MeasureAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            return new(_size);
        }
    }

    /// <summary>Forgets every entry. Later calls fail.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposed = true;
            _entries.Clear();
            _idByKey.Clear();
        }

        return ValueTask.CompletedTask;
    }

    private Entry[] Choose(EntryFilter filter)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            return [.. _entries.Values.Where(entry => filter.Matches(entry.Summary)).OrderBy(entry => entry.Activity.LastUsedAt)];
        }
    }

    private bool Remove(EntryId id)
    {
        if (!_entries.Remove(id, out var entry))
            return false;
        _idByKey.Remove(entry.Summary.Key);
        Count(entry, -1);
        return true;
    }

    private void Count(Entry entry, int sign) => _size = new(
        _size.Entries + sign,
        _size.PayloadBytes + (sign * entry.Payload.Length),
        _size.StoredBytes + (sign * MemoryBytes(entry)));

    private static long MemoryBytes(Entry entry) =>
        EntryOverheadBytes + entry.Payload.Length + (sizeof(float) * (long)entry.Vector.Length)
        + (sizeof(char) * (long)(entry.Summary.Prompt.Length + entry.Summary.Tags.Sum(tag => tag.Length)));

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
