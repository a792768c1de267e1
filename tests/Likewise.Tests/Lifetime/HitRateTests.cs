using System.Globalization;
using Likewise.Tests.Lifetime.Traces;

namespace Likewise.Tests.Lifetime;

/// <summary>
/// What the default order is worth, on traces where it is known what the best of all could do. The figures at five times the
/// size are in docs/decisions/0069-recency-or-frequency.md. Seeds differ by less than 0.003.
/// </summary>
public class HitRateTests
{
    private const int Universe = 20_000, Length = 200_000;
    private const double Noise = 0.003;

    /// <summary>
    /// Shape, room as a share of the universe, and the share of the clairvoyant bound that is hit at least: 0.02 below what it
    /// is. That of a loop is less what the first rounds cost, and of the scans between; a loop a hundred times as long as there
    /// is room for is never learned.
    /// </summary>
    public static TheoryData<string, double, double> Cases => new()
    {
        { "0.7", 0.01, 0.66 }, { "0.7", 0.05, 0.70 }, { "0.7", 0.20, 0.75 },
        { "0.9", 0.01, 0.83 }, { "0.9", 0.05, 0.85 }, { "0.9", 0.20, 0.87 },
        { "1.1", 0.01, 0.91 }, { "1.1", 0.05, 0.93 }, { "1.1", 0.20, 0.94 },
        { "moving", 0.01, 0.78 }, { "moving", 0.05, 0.73 }, { "moving", 0.10, 0.76 }, { "moving", 0.20, 0.80 },
        { "loop", 0.005, 0 }, { "loop", 0.01, 0.71 }, { "loop", 0.05, 0.94 }, { "loop", 0.10, 0.98 }, { "loop", 0.20, 1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_default_hits_no_less_than_recency_and_near_to_the_best(string shape, double room, double share)
    {
        var (trace, capacity) = (TraceOf(shape), (int)(room * Universe));

        var byDefault = HitRate.Of(new SemanticCacheOptions().Eviction, trace, capacity);
        var (recency, best) = (HitRate.Of(EvictionPolicy.Lru, trace, capacity), HitRate.OfClairvoyant(trace, capacity));

        TestContext.Current.SendDiagnosticMessage(
            $"{shape} {room:P1}: {byDefault:F4}, LRU {recency:F4}, clairvoyant {best:F4}");
        Assert.InRange(byDefault, Math.Max(recency - Noise, share * best), best);
    }

    /// <summary>The room may change at any time; what is known stays known.</summary>
    [Fact]
    public void Half_of_the_room_leaves_and_what_is_popular_stays()
    {
        var (trace, order, held) = (TraceOf("0.9"), EvictionOrders.Of(EvictionPolicy.TinyLfu), new Dictionary<int, Thing>());
        var hits = new int[2];
        for (var at = 0; at < trace.Length; at++)
        {
            var room = at < trace.Length / 2 ? 2_000 : 1_000;
            if (held.TryGetValue(trace[at], out var thing))
            {
                order.Use(thing);
                hits[at * 2 / trace.Length]++;
                continue;
            }

            held.Add(trace[at], thing = new Thing(trace[at]));
            order.Add(thing, uses: 0);
            while (held.Count > room)
            {
                var gone = (Thing)order.Next!; // There are more than there is room for.
                order.Remove(gone);
                held.Remove(gone.Key);
            }
        }

        // 0.656 and 0.583 with such rooms in a trace of twice the length.
        Assert.InRange((double)hits[0] / (trace.Length / 2), 0.62, 0.67);
        Assert.InRange((double)hits[1] / (trace.Length / 2), 0.565, 0.60);
    }

    private static int[] TraceOf(string shape) => shape switch
    {
        "loop" => Trace.ScanThenLoop(Universe, Length),
        "moving" => Trace.MovingZipf(0.9, Universe, Length, seed: 5, parts: 10),
        _ => Trace.Zipf(double.Parse(shape, CultureInfo.InvariantCulture), Universe, Length, seed: 5),
    };
}
