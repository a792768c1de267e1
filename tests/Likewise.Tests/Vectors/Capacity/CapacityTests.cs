using Likewise.Vectors;
using Plan = Likewise.Vectors.Capacity;

namespace Likewise.Tests.Vectors.Capacity;

public sealed class CapacityTests
{
    /// <summary>
    /// Each formula worked out by hand for 1,024,000 entries of 384 elements, which are 1,000 whole blocks: codes 32 bytes, cells
    /// 5,059, links 16; keys and stamps are 10 bytes, the map from keys has 4 / 0.9 each.
    /// </summary>
    [Theory]
    [InlineData("flat", (1_024_000L * (1536 + 10)) + 4_551_111)]
    [InlineData("flat-float16", (1_024_000L * (768 + 10)) + 4_551_111)]
    [InlineData("flat-int8", (1_024_000L * (384 + 4 + 10)) + 4_551_111)]
    [InlineData("binary", (1_024_000L * (32 + 10)) + 4_551_111)]
    [InlineData("binary-int8", (1_024_000L * (32 + 384 + 10)) + 4_551_111)]
    [InlineData("binary-float32", (1_024_000L * (32 + 1536 + 10)) + 4_551_111)]
    [InlineData("product", (1_024_000L * (48 + 10)) + 393_216 + 4_551_111)]
    [InlineData("inverted", (1_024_000L * (384 + 4 + 10)) + (36 * 1_108_236) + (5_059 * (388 + 72)) + (5_120 * 32) + 4_551_111)]
    [InlineData(
        "inverted-product",
        (1_024_000L * (52 + 4 + 10)) + (36 * 1_108_236) + (5_059 * (388 + 72)) + (5_120 * 32) + 835_584 + 4_551_111)]
    [InlineData("graph", (1_024_000L * (32 + 1536 + 128 + 10)) + 7_539_674 + 4_551_111)]
    [InlineData("graph-int8", (1_024_000L * (32 + 384 + 128 + 10)) + 7_539_674 + 4_551_111)]
    public void A_layout_takes_what_was_worked_out_by_hand(string name, long bytes)
    {
        var estimate = Plan.EstimateAll(new CapacityOptions(1_024_000, 384)).Single(found => found.Layout.Name == name);

        Assert.Equal(bytes, estimate.Bytes);
        Assert.Equal(bytes / 1_024_000.0, estimate.BytesPerEntry);
    }

    [Theory]
    [InlineData(0, 384)]
    [InlineData(1, 384)]
    [InlineData(10, 8)]
    [InlineData(1000, 384)]
    [InlineData(1024, 64)]
    [InlineData(1025, 64)]
    [InlineData(4050, 16)]
    [InlineData(20_000, 32)]
    public void A_flat_index_takes_what_was_planned(int entries, int dimension)
    {
        var index = new FlatIndex(dimension);
        Fill(index, entries);

        var planned = VectorLayout.Flat.Estimate(new CapacityOptions(entries, dimension)).Bytes;

        Assert.InRange(planned, index.Bytes * 0.97, index.Bytes * 1.03);
    }

    [Theory]
    [InlineData(10, 8, 256, VectorStorage.Int8)]
    [InlineData(1025, 384, 128, VectorStorage.Int8)]
    [InlineData(5000, 32, 512, VectorStorage.Int8)]
    [InlineData(3000, 64, 256, VectorStorage.Float32)]
    public void A_binary_index_takes_what_was_planned(int entries, int dimension, int codeBits, VectorStorage storage)
    {
        var index = new BinaryIndex(new SignEncoder(dimension, codeBits), new BinaryIndexOptions { Storage = storage });
        Fill(index, entries);

        var layout = storage == VectorStorage.Int8 ? VectorLayout.BinaryInt8 : VectorLayout.BinaryFloat32;
        var planned = layout.Estimate(new CapacityOptions(entries, dimension) { CodeBits = codeBits }).Bytes;

        Assert.InRange(planned, index.Bytes * 0.97, index.Bytes * 1.03);
    }

    [Theory]
    [InlineData(2100, 384, 256, 16, VectorStorage.Int8)]
    [InlineData(5000, 64, 128, 24, VectorStorage.Int8)]
    [InlineData(3000, 32, 256, 8, VectorStorage.Float32)]
    public void A_graph_index_takes_what_was_planned(
        int entries, int dimension, int codeBits, int links, VectorStorage storage)
    {
        var index = new GraphIndex(
            new SignEncoder(dimension, codeBits), new() { Storage = storage, Links = links, BuildWidth = links });
        Fill(index, entries);

        var layout = storage == VectorStorage.Int8 ? VectorLayout.GraphInt8 : VectorLayout.Graph;
        var planned = layout.Estimate(new CapacityOptions(entries, dimension) { CodeBits = codeBits, Links = links }).Bytes;

        Assert.InRange(planned, index.Bytes * 0.97, index.Bytes * 1.03);
    }

    [Theory]
    [InlineData(10, 8)]
    [InlineData(1_500, 64)]
    [InlineData(12_000, 64)]
    [InlineData(17_000, 128)]
    [InlineData(30_000, 32)]
    public async Task An_inverted_index_takes_what_was_planned(int entries, int dimension)
    {
        var index = new InvertedIndex(new SignEncoder(dimension));
        var vectors = new TopicVectors(seed: 1, topics: 100, dimension).Next(entries);
        for (var key = 0; key < entries; key++)
            index.Add(key, vectors[key]);
        await index.SettleAsync(TestContext.Current.CancellationToken);

        var planned = VectorLayout.Inverted.Estimate(new CapacityOptions(entries, dimension)).Bytes;

        Assert.InRange(planned, index.Bytes * 0.97, index.Bytes * 1.03);
    }

    [Fact]
    public async Task An_inverted_index_of_product_codes_takes_what_was_planned()
    {
        var vectors = new TopicVectors(seed: 1, topics: 100, dimension: 64).Next(13_000);
        float[] samples = [.. vectors.Take(1_000).SelectMany(vector => vector)];
        var index = new InvertedIndex(
            new SignEncoder(64), new() { Storage = VectorStorage.Product, Quantizer = ProductQuantizer.Train(samples, 64, 8) });
        for (var key = 0; key < vectors.Length; key++)
            index.Add(key, vectors[key]);
        await index.SettleAsync(TestContext.Current.CancellationToken);

        var planned = VectorLayout.InvertedProduct.Estimate(new CapacityOptions(vectors.Length, 64)).Bytes;

        Assert.InRange(planned, index.Bytes * 0.97, index.Bytes * 1.03);
    }

    [Fact]
    public void The_known_traps_are_avoided()
    {
        var options = new CapacityOptions(1_024_000, 384) with { Links = 32, Subquantizers = 96 };

        // Twice 32 links of 4 bytes on level 0.
        Assert.Equal(1_024_000L * 256, Part(VectorLayout.Graph, "links of level 0"));
        // 256 centroids whatever the number of pieces.
        Assert.Equal(393_216, Part(VectorLayout.Product, "codebooks"));
        Assert.Equal(1_024_000L * 96, Part(VectorLayout.Product, "codes"));
        Assert.All(VectorLayout.All, layout => Assert.Equal(1_024_000L * 10, Part(layout, "keys and stamps")));

        long Part(VectorLayout layout, string name) => layout.Estimate(options).Parts.Single(part => part.Name == name).Bytes;
    }

    [Theory]
    [InlineData(10_000, 384, null, "flat")]
    [InlineData(1_000_000, 384, null, "binary-int8")]
    [InlineData(10_000_000, 1536, null, "inverted")]
    [InlineData(10_000_000, 1536, 4L << 30, "inverted-product")]
    [InlineData(1_000_000, 384, 60L << 20, "binary")]
    [InlineData(1_000_000, 384, 1L << 20, null)]
    public void The_simplest_layout_that_is_quick_and_fits_is_recommended(
        long entries, int dimension, long? bytesMax, string? expected)
    {
        var advice = Plan.Recommend(new CapacityOptions(entries, dimension), bytesMax);

        Assert.Equal(expected, advice.Estimate?.Layout.Name);
        Assert.True(advice.Estimate is null || advice.Estimate.Bytes <= (bytesMax ?? long.MaxValue));
        Assert.Equal(expected is null, advice.Reason.StartsWith("nothing fits", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_available_is_recommended_where_that_is_asked()
    {
        var advice = Plan.Recommend(new CapacityOptions(10_000_000, 1536), isAvailable: true);

        Assert.True(advice.Estimate!.Layout.IsAvailable);
    }

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CapacityOptions(-1, 384));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CapacityOptions(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CapacityOptions(1, 384) { CodeBits = 192 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CapacityOptions(1, 384) { Subquantizers = 385 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CapacityOptions(1, 384) { Cells = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CapacityOptions(1, 384) { Links = 1 });
    }

    private static void Fill(VectorIndex index, int entries)
    {
        var vector = new RandomVectors(seed: 1).Next(index.Dimension);
        for (var key = 0; key < entries; key++)
            index.Add(key, vector);
    }
}
