namespace Likewise.Tests.Lifetime.Traces;

/// <summary>How much of a trace a cache of so many things answers.</summary>
internal static class HitRate
{
    public static double Of(EvictionPolicy policy, int[] trace, int capacity)
    {
        var (order, held, hits) = (EvictionOrders.Of(policy), new Dictionary<int, Thing>(), 0);
        for (var at = 0; at < trace.Length; at++)
        {
            if (held.TryGetValue(trace[at], out var thing))
            {
                order.Use(thing);
                hits++;
                continue;
            }

            thing = new Thing(trace[at]) { Start = at, End = at + 1_000_000 };
            held.Add(thing.Key, thing);
            order.Add(thing, uses: 0);
            if (held.Count <= capacity)
                continue;

            var gone = (Thing)order.Next!; // There are more than there is room for.
            order.Remove(gone);
            held.Remove(gone.Key);
        }

        return (double)hits / trace.Length;
    }

    /// <summary>
    /// Who will be asked for latest leaves, what is new included: no order can do better (Belady, "A study of replacement
    /// algorithms for a virtual-storage computer", 1966).
    /// </summary>
    public static double OfClairvoyant(int[] trace, int capacity)
    {
        var (next, seen) = (new int[trace.Length], new Dictionary<int, int>());
        for (var at = trace.Length - 1; at >= 0; at--)
        {
            next[at] = seen.GetValueOrDefault(trace[at], int.MaxValue);
            seen[trace[at]] = at;
        }

        var (byNext, held, hits) = (new SortedSet<(int Next, int Key)>(), new Dictionary<int, int>(), 0);
        for (var at = 0; at < trace.Length; at++)
        {
            if (held.Remove(trace[at], out var due))
            {
                byNext.Remove((due, trace[at]));
                hits++;
            }

            held.Add(trace[at], next[at]);
            byNext.Add((next[at], trace[at]));
            if (held.Count <= capacity)
                continue;

            var last = byNext.Max;
            byNext.Remove(last);
            held.Remove(last.Key);
        }

        return (double)hits / trace.Length;
    }
}
