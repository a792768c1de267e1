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
        foreach (var policy in Enum.GetValues<EvictionPolicy>())
            Time(policy, things, trace); // Once for the compiler, whose first versions are several times slower.

        output.WriteLine("| order | ns a request, median | bytes a request |\n| --- | --- | --- |");
        var list = new LinkedList<int>();
        var nodes = Array.ConvertAll(things, thing => new LinkedListNode<int>(thing.Key));
        Report("linked list", Time(key => Ask(list, nodes[key]), trace), output);
        foreach (var policy in Enum.GetValues<EvictionPolicy>())
            Report(policy.ToString(), Time(policy, things, trace), output);
        return 0;
    }

    private static (double Nanoseconds, double Bytes) Time(EvictionPolicy policy, Thing[] things, int[] trace)
    {
        var (order, isHeld, count) = (EvictionOrders.Of(policy), new bool[Universe], 0);
        var times = Time(key => count = Ask(order, things[key], isHeld, count), trace);
        while (order.Next is { } left)
            order.Remove(left);
        return times;
    }

    private static (double Nanoseconds, double Bytes) Time(Action<int> ask, int[] trace)
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
        return (times[Rounds / 2], (double)bytes / trace.Length);
    }

    private static void Report(string name, (double Nanoseconds, double Bytes) each, TextWriter output) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {each.Nanoseconds:F0} | {each.Bytes:F2} |"));

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
