using System.Collections.Concurrent;

namespace Likewise.Server;

/// <summary>
/// Which sets of attributes the entries of a cache have. A search by some attributes is a search in every set that has them, and
/// each set is a scope of its own.
/// </summary>
internal sealed class LangCacheSets(SemanticCache cache)
{
    /// <summary>Sets of one cache that are told apart; entries of further ones are found by all their attributes only.</summary>
    private const int SetsMax = 256;

    /// <summary>Caches that are remembered; with more, all are looked over again.</summary>
    private const int CachesMax = 1_024;

    private const char Separator = '=';

    private readonly ConcurrentDictionary<(string Tenant, string Cache), ConcurrentDictionary<string, string[]>> _sets = new();

    public static string[] TagsOf(IReadOnlyDictionary<string, string> attributes) =>
        [.. attributes.Select(attribute => attribute.Key + Separator + attribute.Value)];

    public static SortedDictionary<string, string> AttributesOf(IEnumerable<string> tags)
    {
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            if (tag.IndexOf(Separator, StringComparison.Ordinal) is var at and > 0)
                attributes[tag[..at]] = tag[(at + 1)..];
        }

        return attributes;
    }

    public void Add(string tenant, string name, string[] tags)
    {
        if (Of(tenant, name) is { Count: < SetsMax } sets)
            sets.TryAdd(string.Join('\0', tags), tags);
    }

    /// <summary>The sets that have more than these tags.</summary>
    public IEnumerable<string[]> Above(string tenant, string name, string[] tags) =>
        Of(tenant, name).Values.Where(set => set.Length > tags.Length && tags.All(set.Contains));

    private ConcurrentDictionary<string, string[]> Of(string tenant, string name)
    {
        if (_sets.TryGetValue((tenant, name), out var known))
            return known;

        if (_sets.Count >= CachesMax)
            _sets.Clear();
        var sets = cache.List(new EntryFilter { Tenant = tenant, Namespace = name })
            .Select(entry => entry.Summary.Tags.ToArray())
            .DistinctBy(tags => string.Join('\0', tags))
            .Take(SetsMax)
            .Select(tags => KeyValuePair.Create(string.Join('\0', tags), tags));
        return _sets.GetOrAdd((tenant, name), new ConcurrentDictionary<string, string[]>(sets));
    }
}
