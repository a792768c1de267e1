using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Inverted;

/// <summary>Cells of rows that keep no vectors.</summary>
public sealed class EstimatedRowsTests
{
    private const int Dimension = 96;

    private static readonly SignEncoder s_encoder = new(Dimension);

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.85)]
    [InlineData(0.7)]
    public void An_estimate_from_product_codes_is_off_by_its_uncertainty(double cosine)
    {
        // Goal: estimates centre on the cosine and stray as far as they say. Method: 2,000 pairs at one cosine that lie in any
        // direction from each other; the uncertainty is that of what is one deviation less similar, so it is a little larger.
        const int pairs = 2_000;
        var random = new RandomVectors(seed: 6);
        var index = Create(VectorStorage.Product, random.Next(3_000, Dimension), deviations: 0);
        var found = new Neighbor[1];
        double sum = 0, squares = 0, uncertainty = 0;
        for (var i = 0; i < pairs; i++)
        {
            var vector = random.Next(Dimension);
            index.Add(1, vector);
            Assert.Equal(1, index.Search(random.NextAt(cosine, vector), -1, found));
            sum += found[0].Similarity - cosine;
            squares += Math.Pow(found[0].Similarity - cosine, 2);
            uncertainty += found[0].Uncertainty;
        }

        Assert.Equal(0, sum / pairs, 0.006);
        Assert.InRange(Math.Sqrt(squares / pairs) / (uncertainty / pairs), 0.7, 1.05);
    }

    [Theory]
    [InlineData(VectorStorage.Product, 0.95)]
    [InlineData(VectorStorage.None, 0.6)]
    public async Task Most_rewordings_are_found_and_hardly_anything_below_the_threshold(VectorStorage storage, double share)
    {
        const float threshold = 0.8f;
        var topics = new TopicVectors(seed: 5, topics: 150, Dimension);
        var vectors = topics.Next(12_000);
        var index = Create(storage, vectors[..3_000], deviations: 2);
        for (var key = 0; key < vectors.Length; key++)
            index.Add(key, vectors[key]);
        await index.SettleAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(index.State.Cells);
        InvertedAssert.IsWhole(index);

        var (right, wrong, found) = (0, 0, new Neighbor[1]);
        for (var i = 0; i < 300; i++)
        {
            right += index.Search(topics.Rewording(vectors[i * 40]), threshold, found) > 0 && found[0].Key == i * 40 ? 1 : 0;
            var novel = topics.Novel();
            wrong += index.Search(novel, threshold, found) > 0 && Cosine.Of(vectors[found[0].Key], novel) < threshold ? 1 : 0;
            Assert.Equal(1, index.Search(vectors[i], threshold, found));
            Assert.Equal(1f, found[0].Similarity, 1e-5f);
        }

        Assert.InRange(right, 300 * share, 300);
        Assert.InRange(wrong, 0, 3);
    }

    [Fact]
    public void A_code_stands_for_the_middle_of_its_vectors()
    {
        // Signs of b orthonormal directions have √(2b/(πd)) as the cosine with their vector: 0.80 where b is d.
        foreach (var (dimension, bits) in new[] { (128, 128), (256, 256), (256, 128) })
        {
            var (encoder, random) = (new SignEncoder(dimension, bits), new RandomVectors(seed: 3));
            var (code, decoded) = (new ulong[encoder.CodeWords], new float[dimension]);
            var expected = Math.Sqrt(2 * bits / (Math.PI * dimension));
            for (var i = 0; i < 50; i++)
            {
                var vector = random.Next(dimension);
                encoder.Encode(vector, code);
                encoder.Decode(code, decoded);
                Assert.Equal(expected, Cosine.Of(vector, decoded), 0.09);
            }
        }
    }

    [Fact]
    public void Product_codes_want_a_quantiser_of_their_dimension()
    {
        var quantizer = ProductQuantizer.Train(new RandomVectors(seed: 1).Next(8), 8, 2);
        Assert.Throws<ArgumentException>(() => new InvertedIndex(s_encoder, new() { Storage = VectorStorage.Product }));
        Assert.Throws<ArgumentException>(
            () => new InvertedIndex(s_encoder, new() { Storage = VectorStorage.Product, Quantizer = quantizer }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryIndex(s_encoder, new() { Storage = VectorStorage.Product }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GraphIndex(s_encoder, new() { Storage = VectorStorage.Product }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FlatIndex(Dimension, VectorStorage.Product));
    }

    private static InvertedIndex Create(VectorStorage storage, float[][] samples, float deviations) => new(s_encoder, new()
    {
        Storage = storage,
        Quantizer = storage == VectorStorage.Product
            ? ProductQuantizer.Train([.. samples.SelectMany(vector => vector)], Dimension, subquantizers: 24)
            : null,
        CellsFrom = 2048,
        Deviations = deviations,
    });
}
