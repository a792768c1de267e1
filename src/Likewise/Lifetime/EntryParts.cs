namespace Likewise;

/// <summary>
/// The entries of a cache, by whom they leave for: each namespace that rules set limits for has a part with an order of its own,
/// and all others share one. Not thread-safe, but for <see cref="HasOver"/>.
/// </summary>
/// <remarks>
/// <para>A part over its own limits gives up entries of its own. Where the cache as a whole is over its limits, the fullest
/// part does (<see cref="EntryPart.FullnessWithin"/>), so that under pressure all shrink to the same share of what they may
/// hold.</para>
/// <para>Callers choose names: where a rule is for all that begin alike, no more than <paramref name="partsMax"/> namespaces have
/// parts at a time, further ones share one for each pair of limits, and a part that is empty goes. A namespace that a rule names
/// has its part in any case.</para>
/// </remarks>
/// <param name="policy">Who leaves first within a part.</param>
/// <param name="namespaces">Which limits there are.</param>
/// <param name="partsMax">How many parts there are that no rule names, at most.</param>
internal sealed class EntryParts(EvictionPolicy policy, NamespaceRules namespaces, int partsMax)
{
    private readonly EntryPart _rest = new(default, EvictionOrders.Of(policy));
    private readonly Dictionary<PartKey, EntryPart> _limited = [];
    private readonly Queue<EntryPart> _over = new();
    private readonly int _partBytes = EvictionOrders.BytesOf(policy);
    private int _overCount, _limitedCount, _unnamedCount;

    /// <summary>Whether any part may be over its own limits.</summary>
    public bool HasOver => Volatile.Read(ref _overCount) > 0;

    /// <summary>What the orders of the parts take, beyond the one that each cache has.</summary>
    public long Bytes => (long)_partBytes * Volatile.Read(ref _limitedCount);

    public void Add(Resident resident)
    {
        var part = PartFor(resident.Summary.Namespace);
        resident.Part = part;
        part.Add(resident);
        if (!part.IsOver || part.IsListed)
            return;

        part.IsListed = true;
        _over.Enqueue(part);
        Volatile.Write(ref _overCount, _over.Count);
    }

    /// <param name="resident">One that was added.</param>
    public void Remove(Resident resident)
    {
        var part = resident.Part!; // Since it was added.
        part.Remove(resident);
        resident.Part = null;
        if (part.Count > 0 || part == _rest)
            return;

        _limited.Remove(part.Key);
        _unnamedCount -= IsUnnamed(part.Key) ? 1 : 0;
        Volatile.Write(ref _limitedCount, _limited.Count);
    }

    /// <summary>Who leaves next for a part that is over its own limits; null where none is.</summary>
    public Resident? NextOfOver()
    {
        while (_over.TryPeek(out var part))
        {
            if (part.IsOver)
                return part.Next;

            part.IsListed = false;
            _over.Dequeue();
            Volatile.Write(ref _overCount, _over.Count);
        }

        return null;
    }

    /// <summary>Who leaves next where the cache as a whole is over its limits; null when there is nobody.</summary>
    public Resident? NextOfAll(CacheLimits whole)
    {
        var (fullest, most) = (_rest, _limited.Count == 0 ? 0 : _rest.FullnessWithin(whole));
        foreach (var part in _limited.Values)
        {
            if (part.FullnessWithin(whole) is var fullness && fullness > most)
                (fullest, most) = (part, fullness);
        }

        return fullest.Next;
    }

    private EntryPart PartFor(string @namespace)
    {
        var terms = namespaces.Of(@namespace);
        if (terms is { EntriesMax: null, PayloadBytesMax: null })
            return _rest;

        var key = new PartKey(@namespace, terms.EntriesMax, terms.PayloadBytesMax);
        if (_limited.TryGetValue(key, out var own))
            return own;

        if (IsUnnamed(key) && _unnamedCount >= partsMax)
            key = key with { Namespace = null };
        return _limited.TryGetValue(key, out var shared) ? shared : NewPart(key);
    }

    private EntryPart NewPart(in PartKey key)
    {
        var part = new EntryPart(key, EvictionOrders.Of(policy));
        _limited.Add(key, part);
        _unnamedCount += IsUnnamed(key) ? 1 : 0;
        Volatile.Write(ref _limitedCount, _limited.Count);
        return part;
    }

    /// <summary>Whether it is the part of a namespace that no rule names itself.</summary>
    private bool IsUnnamed(in PartKey key) => key.Namespace is { } name && !namespaces.Named.Contains(name);
}
