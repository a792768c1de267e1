using Likewise.Vectors;

namespace Likewise.Tests.Vectors;

public sealed class PartitionedIndexTests
{
    private static readonly SignEncoder s_encoder = new(32);

    [Fact]
    public void A_search_sees_its_own_partition_alone()
    {
        var vectors = new RandomVectors(seed: 1).Next(40, 32);
        var index = new PartitionedIndex<string>(s_encoder);
        for (var key = 0; key < vectors.Length; key++)
            index.Add(key % 2 == 0 ? "even" : "odd", key / 2, vectors[key]); // The same keys in both.

        for (var key = 0; key < vectors.Length; key++)
        {
            Assert.Equal(key % 2 == 0 ? [key / 2] : [], Search(index, "even", vectors[key]));
            Assert.Equal(key % 2 == 0 ? [] : [key / 2], Search(index, "odd", vectors[key]));
            Assert.Empty(Search(index, "neither", vectors[key]));
        }

        Assert.Equal((2, 40L), (index.Partitions, index.Count));
    }

    [Fact]
    public void A_partition_goes_with_its_last_vector_and_comes_again()
    {
        var vector = new RandomVectors(seed: 2).Next(32);
        var index = new PartitionedIndex<int>(s_encoder);
        index.Add(1, 10, vector);
        index.Add(1, 11, vector);

        Assert.True(index.Remove(1, 10));
        Assert.Equal((1, 1L), (index.Partitions, index.Count));
        Assert.False(index.Remove(1, 10));
        Assert.False(index.Remove(2, 11));
        Assert.True(index.Remove(1, 11));
        Assert.Equal((0, 0L, 0L), (index.Partitions, index.Count, index.Bytes));

        index.Add(1, 12, vector);
        Assert.Equal([12], Search(index, 1, vector));
    }

    [Fact]
    public void A_bad_vector_changes_nothing()
    {
        var index = new PartitionedIndex<int>(s_encoder);
        Assert.Throws<ArgumentException>(() => index.Add(1, 1, [1f]));
        Assert.Equal((0, 0L), (index.Partitions, index.Count));
        index.Add(1, 1, new RandomVectors(seed: 3).Next(32));
        Assert.Equal((1, 1L), (index.Partitions, index.Count));
    }

    [Fact]
    public async Task Partitions_that_come_and_go_lose_nothing()
    {
        // Method: each thread has its own keys and knows which of them are there; partitions are few and nearly always about to
        // become empty, so that additions meet closings.
        var vectors = new RandomVectors(seed: 4).Next(4, 32);
        var index = new PartitionedIndex<int>(s_encoder);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            var random = new Random(thread);
            for (var step = 0; step < 20_000; step++)
            {
                var partition = random.Next(3);
                index.Add(partition, thread, vectors[thread]);
                Assert.Equal([thread], Search(index, partition, vectors[thread]));
                Assert.True(index.Remove(partition, thread));
            }
        })));

        Assert.Equal((0, 0L), (index.Partitions, index.Count));
    }

    private static long[] Search<TPartition>(PartitionedIndex<TPartition> index, TPartition partition, float[] query)
        where TPartition : notnull
    {
        var destination = new Neighbor[4];
        return [.. destination[..index.Search(partition, query, 0.9999f, destination)].Select(neighbor => neighbor.Key)];
    }
}
