using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Likewise;

/// <summary>
/// Other words that an entry answered by meaning, and how close they were, so that the same words need neither embedding nor
/// search next time. In memory only, a few for each entry, the oldest going first; they leave with their entry.
/// </summary>
/// <remarks>Read without a lock; changed by the <see cref="EntryTable"/>, under its own.</remarks>
/// <param name="perEntryMax">How many an entry may have; 0: none.</param>
internal sealed class EntryAliases(int perEntryMax)
{
    /// <summary>An alias, its place in the map and in its entry's list, by the sizes of their fields.</summary>
    public const int BytesEach = 240;

    private readonly ConcurrentDictionary<ExactKey, Alias> _byKey = new();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool TryGet(in ExactKey key, [MaybeNullWhen(false)] out Alias alias) => _byKey.TryGetValue(key, out alias);

    public void Add(Resident resident, in ExactKey key, double similarity)
    {
        if (perEntryMax == 0)
            return;

        Remove(key);
        var aliases = resident.Aliases ??= [];
        if (aliases.Count == perEntryMax)
            Remove(aliases[0].Key);
        var alias = new Alias(key, resident, similarity);
        aliases.Add(alias);
        _byKey[key] = alias;
        _count++;
    }

    public void Remove(in ExactKey key)
    {
        if (!_byKey.TryRemove(key, out var alias))
            return;

        alias.Resident.Aliases!.Remove(alias); // In the map, and so in its entry's list.
        _count--;
    }

    /// <summary>Removes all of an entry's.</summary>
    public void Remove(Resident resident)
    {
        foreach (var alias in resident.Aliases ?? [])
        {
            _byKey.TryRemove(alias.Key, out _);
            _count--;
        }

        resident.Aliases = null;
    }

    /// <param name="Key">The other words.</param>
    /// <param name="Resident">The entry that answered them.</param>
    /// <param name="Similarity">How close they were.</param>
    internal sealed record Alias(ExactKey Key, Resident Resident, double Similarity);
}
