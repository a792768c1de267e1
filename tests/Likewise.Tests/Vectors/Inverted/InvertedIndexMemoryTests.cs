using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Inverted;

public sealed class InvertedIndexMemoryTests : IndexMemoryTests
{
    private static readonly SignEncoder s_encoder = new(Dimension);

    private protected override long RowBytes => Dimension + (s_encoder.CodeBits / 8);

    /// <summary>A group of codes is whole.</summary>
    private protected override long FirstBytes => 8 * 36;

    private protected override VectorIndex Create() => new InvertedIndex(s_encoder);

    private protected override Task SettleAsync(VectorIndex index) => index.SettleAsync();

    [Fact]
    public async Task A_search_of_cells_allocates_nothing()
    {
        var vectors = new TopicVectors(seed: 1, topics: 30, dimension: 64).Next(4_000);
        var index = new InvertedIndex(new SignEncoder(64), new() { CellsFrom = 1024 });
        for (var key = 0; key < vectors.Length; key++)
            index.Add(key, vectors[key]);
        await index.SettleAsync(TestContext.Current.CancellationToken);
        var destination = new Neighbor[4];

        var allocated = Enumerable.Range(0, 50).Min(i =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            index.Search(vectors[i], 0.8f, destination);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.NotNull(index.State.Cells);
        Assert.Equal(0, allocated);
    }
}
