using System.Collections.Concurrent;

namespace Likewise;

/// <summary>
/// What was invalidated, in order. A whole part of the cache goes by its entry here alone, at once, however much is in it: who
/// reads an entry asks whether its part went after the entry was asked for.
/// </summary>
/// <remarks>Safe for concurrent use. Asking takes no lock and, as long as nothing whole went since, one comparison.</remarks>
internal sealed class InvalidationLedger(int invalidationsMax)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, Invalidation> _kept = [];
    private readonly SortedDictionary<long, Invalidation> _outstanding = [];
    private readonly SortedSet<long> _unwritten = [];
    private readonly ConcurrentDictionary<WholePart, long> _whole = new();
    private long _epoch, _last, _lastWhole;
    private int _shapes;

    /// <summary>How many invalidations there were. What is asked for from now on is covered by none of them.</summary>
    public long Epoch => Volatile.Read(ref _epoch);

    /// <summary>
    /// The number up to which all are written down. The store is told of no later epoch: a later process would give the numbers
    /// after it again, and could not tell what came before them and what after.
    /// </summary>
    public long WrittenEpoch
    {
        get
        {
            lock (_lock)
                return _unwritten.Count == 0 ? _epoch : _unwritten.Min - 1;
        }
    }

    /// <summary>The number of the last invalidation of a whole part; 0 before the first.</summary>
    public long LastWhole => Volatile.Read(ref _lastWhole);

    /// <summary>Those whose work is not done, in order.</summary>
    public Invalidation[] Outstanding
    {
        get
        {
            lock (_lock)
                return [.. _outstanding.Values];
        }
    }

    /// <summary>Takes in what a store has kept.</summary>
    public void Load(IReadOnlyList<Invalidation> invalidations)
    {
        foreach (var invalidation in invalidations.OrderBy(invalidation => invalidation.Number))
            Add(invalidation);
    }

    /// <summary>
    /// Takes in the epoch of an entry that a store has kept. It may be ahead of all that was written down, where an invalidation
    /// before it was not; the same number must not be given again, or the entry would seem to have come after.
    /// </summary>
    public void Raise(long epoch)
    {
        lock (_lock)
            Volatile.Write(ref _epoch, Math.Max(_epoch, epoch));
    }

    /// <summary>From here on nothing of it answers, and nothing is stored of it that was asked for before.</summary>
    public Invalidation Add(EntryFilter filter, DateTimeOffset now)
    {
        lock (_lock)
        {
            var invalidation = new Invalidation(_epoch + 1, now, filter);
            _unwritten.Add(invalidation.Number);
            Add(invalidation);
            return invalidation;
        }
    }

    /// <summary>Whether an invalidation is written down.</summary>
    public bool IsWritten(Invalidation invalidation)
    {
        lock (_lock)
            return !_unwritten.Contains(invalidation.Number);
    }

    /// <summary>Notes that an invalidation is written down.</summary>
    public void Written(Invalidation invalidation)
    {
        lock (_lock)
            _unwritten.Remove(invalidation.Number);
    }

    /// <summary>Notes that what an invalidation took is out of the store.</summary>
    public void CarriedOut(Invalidation invalidation)
    {
        lock (_lock)
        {
            _kept[invalidation.Number] = invalidation with { IsCarriedOut = true };
            _outstanding.Remove(invalidation.Number);
        }
    }

    /// <summary>Forgets the oldest of those that are carried out, as far as there are too many.</summary>
    /// <returns>Up to which number all are forgotten; 0 where nothing changed.</returns>
    public long Trim()
    {
        lock (_lock)
        {
            var forgotten = 0L;
            while (_kept.Count > invalidationsMax && _kept.First().Value is { IsCarriedOut: true } oldest)
            {
                _kept.Remove(oldest.Number);
                forgotten = oldest.Number;
            }

            return forgotten;
        }
    }

    /// <summary>Whether an entry is in a whole part that went after it was asked for.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="epoch">How many invalidations are known not to cover it.</param>
    public bool Covers(EntrySummary entry, long epoch)
    {
        if (epoch >= LastWhole)
            return false;

        var shapes = Volatile.Read(ref _shapes);
        for (var shape = 0; shape < WholePart.Shapes; shape++)
        {
            if ((shapes & 1 << shape) != 0 && _whole.TryGetValue(WholePart.Around(entry, shape), out var number)
                && epoch < number)
                return true;
        }

        return false;
    }

    /// <summary>The first invalidation since an entry was asked for that takes it; null where none does.</summary>
    public Invalidation? TakenSince(EntrySummary entry) => TakenAfter(entry, entry.Epoch);

    /// <summary>The first invalidation after one that takes an entry; null where none does.</summary>
    public Invalidation? TakenAfter(EntrySummary entry, long number) => number >= Volatile.Read(ref _last)
        ? null
        : First(_kept, invalidation => invalidation.Number > number && invalidation.Filter.Matches(entry));

    /// <summary>What is yet to be carried out and takes an entry; null where nothing does.</summary>
    public Invalidation? TakenStill(EntrySummary entry) => entry.Epoch >= Volatile.Read(ref _last)
        ? null
        : First(_outstanding, invalidation => invalidation.Number > entry.Epoch && invalidation.Filter.Matches(entry));

    /// <summary>
    /// An invalidation that would have taken an entry which was elsewhere at the time, such as in an export; null where none
    /// would.
    /// </summary>
    public Invalidation? TakenSinceStored(EntrySummary entry) =>
        First(_kept, invalidation => invalidation.At >= entry.CreatedAt && invalidation.Filter.Matches(entry));

    private void Add(Invalidation invalidation)
    {
        lock (_lock)
        {
            _kept[invalidation.Number] = invalidation;
            if (!invalidation.IsCarriedOut)
                _outstanding[invalidation.Number] = invalidation;
            if (WholePart.Of(invalidation.Filter) is { } part && !invalidation.IsCarriedOut)
            {
                _whole[part] = invalidation.Number;
                Volatile.Write(ref _shapes, _shapes | 1 << part.Shape);
                Volatile.Write(ref _lastWhole, invalidation.Number);
            }

            Volatile.Write(ref _last, Math.Max(_last, invalidation.Number));
            Volatile.Write(ref _epoch, Math.Max(_epoch, invalidation.Number));
        }
    }

    private Invalidation? First(SortedDictionary<long, Invalidation> among, Func<Invalidation, bool> takes)
    {
        lock (_lock)
            return among.Values.FirstOrDefault(takes);
    }
}
