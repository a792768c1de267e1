using System.Diagnostics;
using System.Globalization;
using Likewise.Tests.Lifetime.Traces;
using Trace = Likewise.Tests.Lifetime.Traces.Trace;

namespace Likewise.Benchmarks.Lifetime;

/// <summary>
/// What does a request cost each order, hit or miss, beside a plain linked list by recency? 100,000 are held of a million that
/// are asked for as Zipf's law says; where there is a miss, another leaves. Things are made before.
/// </summary>
internal static class EvictionTimes
{
    private const int Universe = 1_000_000, Held = 100_000, Requests = 1_000_000, Rounds = 7;

    public static int Run(TextWriter output)
    {
        var trace = Trace.Zipf(0.9, Universe, Requests, seed: 1);
        Thing[] things = [.. Enumerable.Range(0, Universe).Select(key => new Thing(key) { Start = key, End = 2 * key })];
        output.WriteLine("| order | ns a request, median | bytes a request |\n| --- | --- | --- |");
        var list = new LinkedList<int>();
        var nodes = Array.ConvertAll(things, thing => new LinkedListNode<int>(thing.Key));
        Report("linked list", key => Ask(list, nodes[key]), trace, output);
        foreach (var policy in Enum.GetValues<EvictionPolicy>())
        {
            var (order, isHeld, count) = (EvictionOrders.Of(policy), new bool[Universe], 0);
            Report(policy.ToString(), key => count = Ask(order, things[key], isHeld, count), trace, output);
            while (order.Next is { } left)
                order.Remove(left);
        }

        return 0;
    }

    private static void Report(string name, Action<int> ask, int[] trace, TextWriter output)
    {
        Array.ForEach(trace, ask);
        var (times, bytes) = (new double[Rounds], 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var (started, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            Array.ForEach(trace, ask);
            (times[round], bytes) = (
                Stopwatch.GetElapsedTime(started).TotalNanoseconds / trace.Length,
                GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Array.Sort(times);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {times[Rounds / 2]:F0} | {(double)bytes / trace.Length:F2} |"));
    }

    private static void Ask(LinkedList<int> list, LinkedListNode<int> node)
    {
        if (node.List is not null)
            list.Remove(node);
        else if (list.Count == Held)
            list.RemoveLast();
        list.AddFirst(node);
    }

    /// <returns>How many are held.</returns>
    private static int Ask(IEvictionOrder order, Thing thing, bool[] isHeld, int count)
    {
        if (isHeld[thing.Key])
        {
            order.Use(thing);
            return count;
        }

        order.Add(thing, uses: 0);
        isHeld[thing.Key] = true;
        if (count < Held)
            return count + 1;

        var gone = (Thing)order.Next!; // What was added is there.
        order.Remove(gone);
        isHeld[gone.Key] = false;
        return count;
    }
}
