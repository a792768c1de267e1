using System.Collections.Concurrent;

namespace Likewise;

/// <summary>
/// What was done in each namespace, for as many as may be told apart: those that rules name, and then those that come first. All
/// others count together, as <see cref="CacheMeter.Other"/>.
/// </summary>
internal sealed class NamespaceLedger
{
    private readonly ConcurrentDictionary<string, NamespaceCounters> _namespaces = new(StringComparer.Ordinal);
    private readonly NamespaceCounters _others = new(CacheMeter.Other);
    private readonly int _namespacesMax;
    private int _count;

    /// <param name="namespacesMax">How many are told apart.</param>
    /// <param name="named">Those that come before all others.</param>
    public NamespaceLedger(int namespacesMax, IEnumerable<string> named)
    {
        _namespacesMax = namespacesMax;
        foreach (var name in named.Order(StringComparer.Ordinal))
            Of(name);
    }

    /// <summary>Each that is told apart, and the others.</summary>
    public IEnumerable<NamespaceCounters> All => _namespaces.Values.Append(_others);

    public NamespaceCounters Of(string @namespace)
    {
        if (_namespaces.TryGetValue(@namespace, out var counters))
            return counters;
        return Volatile.Read(ref _count) < _namespacesMax && Interlocked.Increment(ref _count) <= _namespacesMax
            ? _namespaces.GetOrAdd(@namespace, static name => new NamespaceCounters(name))
            : _others;
    }

    /// <summary>What was done in one; null where it is not told apart.</summary>
    public NamespaceCounters? Find(string @namespace) => _namespaces.GetValueOrDefault(@namespace);
}
