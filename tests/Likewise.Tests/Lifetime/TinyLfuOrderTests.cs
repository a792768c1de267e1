namespace Likewise.Tests.Lifetime;

public class TinyLfuOrderTests
{
    [Fact]
    public void Slots_are_all_given_before_one_is_taken_away()
    {
        var order = new TinyLfuOrder(5);
        var slots = Enumerable.Range(0, 5).Select(n => (order.Take((ulong)n, out var slot), slot)).ToArray();

        Assert.All(slots, slot => Assert.False(slot.Item1));
        Assert.Equal([0, 1, 2, 3, 4], slots.Select(slot => slot.slot).Order());
        Assert.True(order.Take(5, out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Whatever_is_asked_every_slot_holds_one_thing(int capacity)
    {
        var random = new Random(7);
        var order = new TinyLfuOrder(capacity);
        var (held, slots) = (new Dictionary<ulong, int>(), new ulong?[capacity]);
        for (var step = 0; step < 20_000; step++)
        {
            var thing = Spread((ulong)(random.NextDouble() * random.NextDouble() * 4 * capacity));
            order.Ask(thing);
            if (held.TryGetValue(thing, out var slot))
            {
                order.Use(slot);
                continue;
            }

            Assert.Equal(order.Take(thing, out slot), slots[slot] is not null);
            if (slots[slot] is { } gone)
                Assert.True(held.Remove(gone));
            (held[thing], slots[slot]) = (slot, thing);
        }

        Assert.Equal(capacity, held.Count);
        Assert.Equal(capacity, order.Count);
    }

    /// <summary>Half of the demand falls on few things, half on things asked for once, which fill a list by recency.</summary>
    [Fact]
    public void It_hits_more_often_than_recency_where_some_are_popular()
    {
        var random = new Random(11);
        var things = Enumerable.Range(0, 60_000)
            .Select(n => Spread(n % 2 == 0 ? (ulong)(Math.Pow(random.NextDouble(), 4) * 2000) : (ulong)(1_000_000 + n)))
            .ToArray();

        var (popular, recent) = (HitsOfOrder(things, 200), HitsOfRecency(things, 200));

        Assert.True(popular > 1.15 * recent, $"{popular} hits against {recent} by recency");
    }

    private static int HitsOfOrder(ulong[] things, int capacity)
    {
        var order = new TinyLfuOrder(capacity);
        var (held, slots, hits) = (new Dictionary<ulong, int>(), new ulong[capacity], 0);
        foreach (var thing in things)
        {
            order.Ask(thing);
            if (held.TryGetValue(thing, out var slot))
            {
                order.Use(slot);
                hits++;
                continue;
            }

            if (order.Take(thing, out slot))
                held.Remove(slots[slot]);
            (held[thing], slots[slot]) = (slot, thing);
        }

        return hits;
    }

    private static int HitsOfRecency(ulong[] things, int capacity)
    {
        var (order, places, hits) = (new LinkedList<ulong>(), new Dictionary<ulong, LinkedListNode<ulong>>(), 0);
        foreach (var thing in things)
        {
            if (places.Remove(thing, out var place))
            {
                order.Remove(place);
                hits++;
            }
            else if (order.Count == capacity)
            {
                places.Remove(order.Last!.Value);
                order.RemoveLast();
            }

            places[thing] = order.AddFirst(thing);
        }

        return hits;
    }

    private static ulong Spread(ulong value) => (value + 1) * 0xD6E8_FEB8_6659_FD93 ^ value >> 7;
}
