using Likewise.Tests.Lifetime.Traces;

namespace Likewise.Tests.Lifetime;

public class EvictionOrderTests
{
    public static TheoryData<EvictionPolicy> Policies => new(Enum.GetValues<EvictionPolicy>());

    [Theory]
    [MemberData(nameof(Policies))]
    public void Whatever_happens_everything_in_an_order_leaves_once(EvictionPolicy policy)
    {
        var (random, order, held, came) = (new Random(7), EvictionOrders.Of(policy), new List<Thing>(), 0);
        for (var step = 0; step < 60_000; step++)
        {
            var choice = random.Next(100);
            if (choice < 45 || held.Count == 0)
            {
                var thing = new Thing(came++) { Start = step, End = step + random.Next(1, 5_000), Value = random.NextDouble() };
                held.Add(thing);
                order.Add(thing, random.Next(5) == 0 ? random.Next(100) : 0);
            }
            else if (choice < 75)
            {
                order.Use(held[(int)(random.NextDouble() * random.NextDouble() * held.Count)]);
            }
            else
            {
                var gone = choice < 85 ? held[random.Next(held.Count)] : (Thing)order.Next!;
                Assert.True(held.Remove(gone));
                order.Remove(gone);
            }
        }

        while (order.Next is Thing last)
        {
            Assert.True(held.Remove(last));
            order.Remove(last);
        }

        Assert.Empty(held);
    }

    [Fact]
    public void By_recency_the_one_not_used_for_longest_leaves() =>
        Assert.Equal([1, 3, 0, 2], Leaving(EvictionPolicy.Lru, Four(), uses: [0, 2]));

    [Fact]
    public void By_arrival_uses_change_nothing() =>
        Assert.Equal([0, 1, 2, 3], Leaving(EvictionPolicy.Fifo, Four(), uses: [0, 0, 2]));

    [Fact]
    public void By_frequency_the_one_used_least_leaves_and_of_those_the_oldest() =>
        Assert.Equal([1, 3, 2, 0], Leaving(EvictionPolicy.Lfu, Four(), uses: [0, 2, 0]));

    [Fact]
    public void By_time_left_the_one_that_ends_first_leaves() => Assert.Equal(
        [3, 1, 0, 2],
        Leaving(
            EvictionPolicy.SoonestToEnd,
            [new(0) { End = 5_000 }, new(1) { End = 300 }, new(2) { End = 90_000 }, new(3) { End = 20 }], uses: [3, 3]));

    [Fact]
    public void By_cost_the_one_that_saves_least_leaves() => Assert.Equal(
        [1, 3, 0, 2],
        Leaving(
            EvictionPolicy.CostAware,
            [new(0) { Value = 8 }, new(1) { Value = 1 }, new(2) { Value = 64 }, new(3) { Value = 2 }], uses: []));

    [Fact]
    public void By_cost_demand_makes_up_for_worth() => Assert.Equal(
        [1, 0],
        Leaving(EvictionPolicy.CostAware, [new(0) { Value = 1 }, new(1) { Value = 2 }], uses: [0, 0, 0, 0]));

    /// <summary>However much one thing is worth, what it would save is not saved while nobody asks.</summary>
    [Fact]
    public void By_cost_what_nobody_asks_for_is_overtaken()
    {
        var order = EvictionOrders.Of(EvictionPolicy.CostAware);
        var (dear, came) = (new Thing(0) { Value = 50 }, 1);
        order.Add(dear, uses: 0);
        do
        {
            order.Add(new Thing(came++), uses: 0);
            order.Remove(order.Next!); // Two are there.
        }
        while (came < 1_000 && dear.Older is not null);

        Assert.InRange(came, 10, 200);
    }

    [Fact]
    public void Old_uses_fade()
    {
        var order = EvictionOrders.Of(EvictionPolicy.Lfu);
        var things = Enumerable.Range(0, 100).Select(key => new Thing(key)).ToArray();
        Array.ForEach(things, thing => order.Add(thing, uses: 0));
        for (var use = 0; use < 60; use++)
            order.Use(things[0]);

        // Everybody else is used a little, for long enough.
        for (var round = 0; round < 60; round++)
            Array.ForEach(things[1..], order.Use);

        Assert.Equal(0, ((Thing)order.Next!).Key);
    }

    [Fact]
    public void By_default_what_was_asked_for_once_does_not_drive_out_what_is_popular()
    {
        var order = EvictionOrders.Of(EvictionPolicy.TinyLfu);
        var popular = Enumerable.Range(0, 100).Select(key => new Thing(key)).ToArray();
        Array.ForEach(popular, thing => order.Add(thing, uses: 0));
        Array.ForEach(popular, order.Use);

        var left = 0;
        for (var key = 1_000; key < 1_190; key++)
        {
            order.Add(new Thing(key), uses: 0);
            var gone = (Thing)order.Next!;
            order.Remove(gone);
            left += gone.Key < 1_000 ? 1 : 0;
        }

        Assert.InRange(left, 0, 1); // The one that was in the window.
    }

    /// <summary>After a restart: all come at once, with what is known of their uses.</summary>
    [Theory]
    [InlineData(EvictionPolicy.TinyLfu)]
    [InlineData(EvictionPolicy.Lfu)]
    [InlineData(EvictionPolicy.CostAware)]
    public void Uses_before_a_restart_count(EvictionPolicy policy)
    {
        var order = EvictionOrders.Of(policy);
        for (var key = 0; key < 100; key++)
            order.Add(new Thing(key), uses: key % 10 == 0 ? 40 : 0);

        var left = Enumerable.Range(0, 89).Select(_ =>
        {
            var gone = (Thing)order.Next!;
            order.Remove(gone);
            return gone.Key;
        });

        Assert.DoesNotContain(left, key => key % 10 == 0);
    }

    private static Thing[] Four() => [new(0), new(1), new(2), new(3)];

    private static IEnumerable<int> Leaving(EvictionPolicy policy, Thing[] things, int[] uses)
    {
        var order = EvictionOrders.Of(policy);
        Array.ForEach(things, thing => order.Add(thing, uses: 0));
        Array.ForEach(uses, at => order.Use(things[at]));
        while (order.Next is Thing gone)
        {
            order.Remove(gone);
            yield return gone.Key;
        }
    }
}
