using Likewise.Vectors;

namespace Likewise.Tests.Vectors;

/// <summary>What every index promises about memory.</summary>
public abstract class IndexMemoryTests
{
    private protected const int Dimension = 384;

    /// <summary>What a row cannot do without.</summary>
    private protected abstract long RowBytes { get; }

    /// <summary>What an index takes as soon as it holds anything.</summary>
    private protected virtual long FirstBytes => 0;

    /// <summary>By how much the memory of an index of a constant count may vary.</summary>
    private protected virtual long ChurnBytes => 0;

    [Fact]
    public void A_search_allocates_nothing()
    {
        var vectors = new RandomVectors(seed: 1).Next(2_000, Dimension);
        var index = Create();
        for (var key = 0; key < vectors.Length; key++)
            index.Add(key, vectors[key]);
        var destination = new Neighbor[8];

        // The least of many: a collection that another test causes may be charged to this thread.
        var allocated = Enumerable.Range(0, 50).Min(i =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            index.Search(vectors[i], -1, destination);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void An_index_that_never_held_anything_takes_no_rows() => Assert.Equal(0, Create().Bytes);

    [Fact]
    public async Task An_index_of_few_vectors_is_small()
    {
        var index = Create();
        var vectors = new RandomVectors(seed: 2).Next(10, Dimension);

        index.Add(0, vectors[0]);
        Assert.InRange(index.Bytes, RowBytes, FirstBytes + (4 * (RowBytes + 100)));

        for (var key = 1; key < 10; key++)
            index.Add(key, vectors[key]);
        await SettleAsync(index);
        Assert.InRange(index.Bytes, 10 * RowBytes, FirstBytes + (16 * (RowBytes + 100)));
    }

    [Fact]
    public async Task Churn_at_a_constant_count_takes_no_more_memory()
    {
        var vectors = new RandomVectors(seed: 3).Next(50, Dimension);
        var index = Create();
        for (var key = 0; key < 1_500; key++)
            index.Add(key, vectors[key % 50]);
        await SettleAsync(index);
        var before = index.Bytes;

        for (var key = 1_500; key < 10_000; key++)
        {
            index.Remove(key - 1_500);
            index.Add(key, vectors[key % 50]);
        }

        Assert.InRange(index.Bytes, before - ChurnBytes, before + ChurnBytes);
        Assert.Equal(1_500, index.Count);
    }

    [Fact]
    public async Task Removal_gives_memory_back()
    {
        var vectors = new RandomVectors(seed: 4).Next(50, Dimension);
        var index = Create();
        for (var key = 0; key < 5_000; key++)
            index.Add(key, vectors[key % 50]);
        await SettleAsync(index);

        for (var key = 0; key < 4_990; key++)
        {
            index.Remove(key);
            await SettleAsync(index);
            var bytesMax = FirstBytes + (Math.Max(4, 4L * index.Count) * (RowBytes + 100));
            Assert.True(index.Bytes <= bytesMax, $"{index.Bytes} for {index.Count}.");
        }
    }

    private protected abstract VectorIndex Create();

    /// <summary>Ends when the index has the layout that suits what it holds.</summary>
    private protected virtual Task SettleAsync(VectorIndex index) => Task.CompletedTask;
}
