using Likewise.Vectors.Binary;

namespace Likewise.Tests.Vectors.Binary;

public sealed class SurvivorHeapTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(7, 5)]
    [InlineData(64, 1000)]
    [InlineData(64, 65)]
    public void The_nearest_are_kept_in_order(int room, int count)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var distances = Offered(seed, count);
            var heap = new SurvivorHeap(new ulong[room], distanceMax: 40);
            for (var slot = 0; slot < count; slot++)
                heap.Offer(slot, distances[slot]);
            var kept = heap.Sort().ToArray();

            // Which of several at the last distance stay is not promised; every kept one has its own distance.
            Assert.Equal(distances.Where(distance => distance <= 40).Order().Take(room), kept.Select(SurvivorHeap.DistanceOf));
            Assert.All(kept, row => Assert.Equal(distances[SurvivorHeap.SlotOf(row)], SurvivorHeap.DistanceOf(row)));
            Assert.Equal(kept.Length, kept.Distinct().Count());
        }
    }

    [Fact]
    public void A_full_heap_lets_only_nearer_ones_in()
    {
        var heap = new SurvivorHeap(new ulong[2], distanceMax: 90);
        Assert.Equal(90, heap.DistanceMax);

        heap.Offer(0, 15);
        Assert.Equal(90, heap.DistanceMax);

        heap.Offer(1, 17);
        Assert.Equal(16, heap.DistanceMax);
    }

    private static int[] Offered(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(60))];
    }
}
