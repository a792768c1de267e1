using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Likewise;

/// <summary>
/// The entries that this process knows, by exact key and by id, with the orders in which they leave and the bytes they take.
/// </summary>
/// <remarks>
/// Lookups are lock-free. Whatever changes the set takes the lock, and inside it both maps, the order and the sums change
/// together; so a reader may for a moment find an entry by its id and not by its key, but never an entry that was not added.
/// </remarks>
/// <param name="parts">Who leaves for whom where there is no room.</param>
/// <param name="aliasesMax">How many other words an entry may answer by.</param>
/// <param name="ledger">What was invalidated.</param>
internal sealed class EntryTable(EntryParts parts, int aliasesMax, InvalidationLedger ledger)
{
    /// <summary>Some ten microseconds of work.</summary>
    private const int SliceSteps = 64;

    private readonly ConcurrentDictionary<ExactKey, Resident> _byKey = new();
    private readonly ConcurrentDictionary<EntryId, Resident> _byId = new();
    private readonly LabelIndex _byTag = new(), _bySource = new();
    private readonly EndOrder _ends = new();
    private readonly EntryAliases _aliases = new(aliasesMax);
    private readonly List<Resident> _unsaved = [];
    private readonly Lock _lock = new();
    private FillWatch? _fill; // While the store is read.
    private long _payloadBytes, _memoryBytes;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public long PayloadBytes => Interlocked.Read(ref _payloadBytes);

    /// <summary>What the entries take in this process beside their answers (<see cref="EntrySize"/>).</summary>
    public long MemoryBytes =>
        Interlocked.Read(ref _memoryBytes) + ((long)EntryAliases.BytesEach * _aliases.Count) + parts.Bytes;

    public int Aliases => _aliases.Count;

    /// <summary>Texts that entries have in common.</summary>
    public SharedTexts Texts { get; } = new();

    /// <summary>Finds an entry by its exact key; not one of a part that was invalidated, even while it is yet to leave.</summary>
    public bool TryGet(in ExactKey key, [MaybeNullWhen(false)] out Resident resident) =>
        _byKey.TryGetValue(key, out resident) && !IsTaken(resident);

    /// <summary>Finds an entry by its id; not one of a part that was invalidated, even while it is yet to leave.</summary>
    public bool TryGet(EntryId id, [MaybeNullWhen(false)] out Resident resident) =>
        _byId.TryGetValue(id, out resident) && !IsTaken(resident);

    /// <summary>The entry that answered the same words by meaning, as close as it was then.</summary>
    public bool TryGetAlias(in ExactKey key, out Candidate candidate)
    {
        var isThere = _aliases.TryGet(key, out var alias);
        candidate = isThere ? new Candidate(alias!.Similarity, alias.Resident.Summary) : default; // There, so not null.
        return isThere;
    }

    /// <summary>Remembers other words of an entry, unless it has left, or they have got an entry of their own.</summary>
    public void AddAlias(EntryId id, in ExactKey key, double similarity)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(id, out var resident) && !_byKey.ContainsKey(key))
                _aliases.Add(resident, key, similarity);
        }
    }

    /// <summary>The store is being read from now on: what comes and goes is remembered, for what is read may be older.</summary>
    public void BeginFill()
    {
        lock (_lock)
            _fill = new FillWatch([], []);
    }

    /// <summary>The store is read.</summary>
    public void EndFill()
    {
        lock (_lock)
            _fill = null;
    }

    /// <summary>An entry is about to be written: whoever finds it in the store meanwhile is not to take it in.</summary>
    public void Begin(EntryId id)
    {
        if (Volatile.Read(ref _fill) is null)
            return;

        lock (_lock)
            _fill?.Written.Add(id);
    }

    /// <summary>Whether an entry was written by this process while the store is being read.</summary>
    public bool IsOwn(EntryId id)
    {
        lock (_lock)
            return _fill?.Written.Contains(id) == true;
    }

    /// <summary>Adds an entry that the store has had since before the start.</summary>
    /// <returns>
    /// False where it is there, or was written since, or its key came or went since: what was read is out of date.
    /// </returns>
    public bool TryFill(Resident resident)
    {
        lock (_lock)
        {
            var (id, key) = (resident.Summary.Id, resident.Summary.Key);
            if (_fill is null || _fill.Changed.Contains(key) || _fill.Written.Contains(id)
                || _byKey.ContainsKey(key) || _byId.ContainsKey(id))
                return false;

            Link(resident);
            return true;
        }
    }

    /// <summary>Adds an entry.</summary>
    /// <returns>The entry of the same key that had to leave; null when there was none.</returns>
    public Resident? Add(Resident resident)
    {
        lock (_lock)
        {
            _byKey.TryGetValue(resident.Summary.Key, out var replaced);
            if (replaced is not null)
                Unlink(replaced);

            _fill?.Changed.Add(resident.Summary.Key);
            Link(resident);
            return replaced;
        }
    }

    /// <returns>False when it had left already.</returns>
    public bool Remove(Resident resident)
    {
        lock (_lock)
        {
            if (!_byId.TryGetValue(resident.Summary.Id, out var present) || present != resident)
                return false;

            Leave(resident);
            return true;
        }
    }

    /// <summary>Notes a use for the order of leaving, and a hit for the store. One that has left is passed over.</summary>
    public void MarkUsed(Resident resident, bool isServed)
    {
        lock (_lock)
        {
            if (!_byId.TryGetValue(resident.Summary.Id, out var present) || present != resident)
                return;

            resident.Part!.Use(resident);
            if (isServed && resident.UnsavedHits++ == 0)
                _unsaved.Add(resident);
        }
    }

    /// <summary>Puts an entry under another key, in the place of what is known of it until now.</summary>
    /// <param name="from">What is known of it; null where it is not known here yet.</param>
    /// <param name="to">The same entry, as it is to be known.</param>
    /// <returns>False where it has left or come meanwhile, or another entry has the key; nothing has changed then.</returns>
    public bool TryMove(Resident? from, Resident to)
    {
        lock (_lock)
        {
            _byId.TryGetValue(to.Summary.Id, out var present);
            if (present != from || (_byKey.TryGetValue(to.Summary.Key, out var other) && other != from))
                return false;
            if (from is not null)
            {
                Leave(from);
            }

            Link(to);
            return true;
        }
    }

    /// <summary>Takes the hits that the store does not know of yet.</summary>
    public EntryHit[] TakeUnsavedHits()
    {
        lock (_lock)
        {
            var hits = _unsaved
                .Select(resident => new EntryHit(resident.Summary.Id, resident.UnsavedHits, resident.LastUsedAt))
                .ToArray();
            _unsaved.ForEach(resident => resident.UnsavedHits = 0);
            _unsaved.Clear();
            return hits;
        }
    }

    /// <summary>Whether entries have to leave, of a part or of all.</summary>
    public bool IsOver(CacheLimits limits) => parts.HasOver || IsWholeOver(limits);

    /// <summary>Removes the entry that is to leave first, where a part is over its own limits or the table over all's.</summary>
    /// <param name="limits">Those of all.</param>
    /// <param name="evicted">It.</param>
    /// <param name="isOfPart">Whether it left for its own part.</param>
    public bool TryEvict(CacheLimits limits, [NotNullWhen(true)] out Resident? evicted, out bool isOfPart)
    {
        lock (_lock)
        {
            evicted = parts.NextOfOver();
            isOfPart = evicted is not null;
            evicted ??= IsWholeOver(limits) ? parts.NextOfAll(limits) : null;
            if (evicted is null)
                return false;

            Leave(evicted);
            return true;
        }
    }

    /// <summary>Notes that an entry ends sooner than it did; that it ends later is found out by itself.</summary>
    public void EndsSooner(Resident resident)
    {
        lock (_lock)
        {
            if (!_byId.TryGetValue(resident.Summary.Id, out var present) || present != resident)
                return;

            _ends.Remove(resident);
            _ends.Add(resident);
        }
    }

    /// <summary>Removes some entries that have ended: as much as holds nobody up.</summary>
    /// <param name="now">When.</param>
    /// <param name="ended">Receives them; emptied before.</param>
    /// <returns>Whether there may be more.</returns>
    public bool TakeEnded(DateTimeOffset now, List<Resident> ended)
    {
        ended.Clear();
        lock (_lock)
        {
            _ends.Advance(now);
            for (var steps = 0; steps < SliceSteps; steps++)
            {
                if (!_ends.TryStep(out var resident))
                    return false;
                if (resident is null)
                    continue;

                _ends.Add(resident); // Leaving or staying, it is in the order of ends until then.
                if (resident.IsLive(now))
                    continue;

                Leave(resident);
                ended.Add(resident);
            }

            return true;
        }
    }

    /// <summary>Every entry, in no order; those that come or go meanwhile may be in it or not.</summary>
    public IEnumerable<Resident> All() => _byId.Select(pair => pair.Value).Where(resident => !IsTaken(resident));

    /// <summary>Entries of parts that were invalidated, which are yet to leave.</summary>
    public IEnumerable<Resident> Taken() => _byId.Select(pair => pair.Value).Where(IsTaken);

    /// <summary>Every entry that a filter chooses, found by what it names most exactly.</summary>
    public IEnumerable<Resident> Choose(EntryFilter filter) =>
        Near(filter).Where(resident => filter.Matches(resident.Summary) && !IsTaken(resident));

    private bool IsWholeOver(CacheLimits limits) =>
        Count > limits.EntriesMax || PayloadBytes > limits.PayloadBytesMax || MemoryBytes > limits.MemoryBytesMax;

    private void Link(Resident resident)
    {
        var isNew = _byId.TryAdd(resident.Summary.Id, resident);
        Debug.Assert(isNew, "An entry's id is never used twice.");
        _byKey[resident.Summary.Key] = resident;
        _aliases.Remove(resident.Summary.Key);
        parts.Add(resident);
        _ends.Add(resident);
        _count++;
        foreach (var tag in resident.Summary.Tags)
            _byTag.Add(tag, resident);
        foreach (var source in resident.Summary.Sources)
            _bySource.Add(source.Name, resident);
        _payloadBytes += resident.Summary.PayloadBytes;
        _memoryBytes += EntrySize.Of(resident.Summary);
    }

    private IEnumerable<Resident> Near(EntryFilter filter)
    {
        if (filter.Keys.Count > 0)
            return filter.Keys.Select(key => _byKey.GetValueOrDefault(key)).OfType<Resident>();

        lock (_lock)
        {
            if (filter.ChangedSources.Count > 0)
                return Carriers(_bySource, filter.ChangedSources.Select(source => source.Name));
            if (filter.AllTags.Count > 0)
                return [.. filter.AllTags.Select(_byTag.Of).MinBy(carriers => carriers.Count)!]; // There is one at least.
            if (filter.AnyTag.Count > 0)
                return Carriers(_byTag, filter.AnyTag);
        }

        return _byId.Select(pair => pair.Value);
    }

    private static HashSet<Resident> Carriers(LabelIndex index, IEnumerable<string> labels) => [.. labels.SelectMany(index.Of)];

    private bool IsTaken(Resident resident)
    {
        var last = ledger.LastWhole;
        if (resident.VouchedUpTo >= last)
            return false;
        if (ledger.Covers(resident.Summary, resident.VouchedUpTo))
            return true;

        resident.VouchedUpTo = last;
        return false;
    }

    private void Leave(Resident resident)
    {
        _fill?.Changed.Add(resident.Summary.Key);
        _byKey.TryRemove(KeyValuePair.Create(resident.Summary.Key, resident));
        Unlink(resident);
    }

    /// <summary>All but its key, which the entry that replaces it takes over without a gap.</summary>
    private void Unlink(Resident resident)
    {
        _byId.TryRemove(resident.Summary.Id, out _);
        parts.Remove(resident);
        _ends.Remove(resident);
        _aliases.Remove(resident);
        _count--;
        foreach (var tag in resident.Summary.Tags)
            _byTag.Remove(tag, resident);
        foreach (var source in resident.Summary.Sources)
            _bySource.Remove(source.Name, resident);
        _payloadBytes -= resident.Summary.PayloadBytes;
        _memoryBytes -= EntrySize.Of(resident.Summary);
    }

    /// <summary>What happened while the store is being read.</summary>
    /// <param name="Changed">Keys that came or went.</param>
    /// <param name="Written">Entries whose writing began: they come in by themselves, or not at all.</param>
    private sealed record FillWatch(HashSet<ExactKey> Changed, HashSet<EntryId> Written);
}
