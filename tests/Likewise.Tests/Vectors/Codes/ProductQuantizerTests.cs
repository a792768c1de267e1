using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Codes;

public sealed class ProductQuantizerTests
{
    [Theory]
    [InlineData(2, 1.0 / 12 * 0.9623)] // Hexagons: G = 5 / (36 √3).
    [InlineData(4, 0.0766)]
    [InlineData(8, 0.0717)]
    public void The_error_on_fresh_vectors_lies_between_what_no_code_beats_and_what_many_codewords_reach(int length, double g)
    {
        // Goal: the bounds of the class's remarks, in normal elements of variance 1. Method: one piece, so that its length is the
        // dimension; 8,192 samples to learn from and 4,000 others to measure. G of the best known lattices: Conway and Sloane.
        // They hold for the best placed codewords; twelve rounds come within a fifth of them.
        var random = new Random(length);
        var quantizer = ProductQuantizer.Train(Normals(random, 8192 * length), length, 1);
        var fresh = Normals(random, 4000 * length);
        var error = fresh.Chunk(length).Average(vector => Square(vector, RoundTrip(quantizer, vector))) / length;

        var shannon = Math.Pow(2, -16.0 / length);
        var zador = 2 * Math.PI * g * Math.Pow((length + 2.0) / length, (length / 2.0) + 1) * shannon;
        Assert.InRange(error, shannon, zador * 1.2);
    }

    [Fact]
    public void More_bytes_make_less_error()
    {
        var rows = new TopicVectors(seed: 1, topics: 20, dimension: 48).Next(1500);
        var samples = rows.Take(1000).SelectMany(row => row).ToArray();
        var errors = new[] { 2, 4, 8, 16, 24 }.Select(pieces =>
        {
            var quantizer = ProductQuantizer.Train(samples, 48, pieces);
            return rows.Skip(1000).Average(row => Square(row, RoundTrip(quantizer, row)));
        }).ToArray();

        Assert.Equal(errors.OrderDescending(), errors);
        Assert.InRange(errors[^1], 0, errors[0] / 8);
    }

    [Fact]
    public void A_similarity_is_the_product_with_what_was_written_and_off_by_the_distance_from_it_at_most()
    {
        const int dimension = 64;
        var random = new RandomVectors(seed: 1);
        var quantizer = ProductQuantizer.Train(random.Next(2000, dimension).SelectMany(row => row).ToArray(), dimension, 16);
        var (tables, code) = (new float[quantizer.TablesLength], new byte[16]);
        double squares = 0, expected = 0;
        for (var i = 0; i < 1000; i++)
        {
            var (query, vector) = (random.Next(dimension), random.Next(dimension));
            quantizer.Tables(query, tables);
            quantizer.Encode(vector, code);
            var similarity = quantizer.Similarity(tables, code);
            var written = RoundTrip(quantizer, vector);
            var distance = Math.Sqrt(Square(vector, written));
            var off = similarity - Cosine.Dot(query, vector);

            Assert.Equal(Cosine.Dot(query, written), similarity, 1e-5);
            Assert.InRange(Math.Abs(off), 0, distance + 1e-6);
            squares += off * off;
            expected += distance * distance / dimension;
        }

        Assert.InRange(squares / expected, 0.8, 1.2);
    }

    [Theory]
    [InlineData(10, 3)]
    [InlineData(10, 10)]
    [InlineData(7, 1)]
    public void A_dimension_that_the_pieces_do_not_divide_is_no_trouble(int dimension, int pieces)
    {
        var random = new RandomVectors(seed: dimension);
        var quantizer = ProductQuantizer.Train(random.Next(600, dimension).SelectMany(row => row).ToArray(), dimension, pieces);
        var (query, vector) = (random.Next(dimension), random.Next(dimension));
        var (tables, code) = (new float[quantizer.TablesLength], new byte[pieces]);
        quantizer.Tables(query, tables);
        quantizer.Encode(vector, code);

        var written = RoundTrip(quantizer, vector);
        Assert.InRange(Square(vector, written), 0, 0.7);
        Assert.Equal(Cosine.Dot(query, written), quantizer.Similarity(tables, code), 1e-6);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(20)]
    public void Codebooks_that_were_copied_write_the_same_codes(int samples)
    {
        const int dimension = 11;
        var random = new RandomVectors(seed: 2);
        var learned = ProductQuantizer.Train(random.Next(samples, dimension).SelectMany(row => row).ToArray(), dimension, 4);
        var books = new float[256 * dimension];
        learned.CopyCodebooks(books);
        var copy = new ProductQuantizer(dimension, 4, books);

        var (tables, copyTables) = (new float[learned.TablesLength], new float[learned.TablesLength]);
        foreach (var vector in random.Next(100, dimension))
        {
            var (one, other) = (new byte[4], new byte[4]);
            learned.Encode(vector, one);
            copy.Encode(vector, other);
            Assert.Equal(one, other);
            Assert.Equal(RoundTrip(learned, vector), RoundTrip(copy, vector));

            learned.Tables(vector, tables);
            copy.Tables(vector, copyTables);
            Assert.Equal(learned.Similarity(tables, one), copy.Similarity(copyTables, one));
        }
    }

    [Fact]
    public void Samples_of_few_kinds_come_back_as_they_were()
    {
        var samples = new RandomVectors(seed: 3).Next(9, 12);
        var quantizer = ProductQuantizer.Train(samples.SelectMany(row => row).ToArray(), 12, 5);
        Assert.All(samples, sample => Assert.Equal(sample, RoundTrip(quantizer, sample)));
    }

    [Fact]
    public void Training_is_the_same_every_time_and_follows_the_seed()
    {
        var samples = new RandomVectors(seed: 4).Next(700, 8).SelectMany(row => row).ToArray();
        Assert.Equal(Books(1), Books(1));
        Assert.NotEqual(Books(1), Books(2));

        float[] Books(int seed)
        {
            var books = new float[256 * 8];
            ProductQuantizer.Train(samples, 8, 2, seed).CopyCodebooks(books);
            return books;
        }
    }

    [Fact]
    public void What_has_the_wrong_shape_or_is_not_finite_is_refused()
    {
        var samples = new float[30];
        Assert.Throws<ArgumentOutOfRangeException>(() => ProductQuantizer.Train(samples, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProductQuantizer.Train(samples, 3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProductQuantizer.Train(samples, 3, 4));
        Assert.Throws<ArgumentException>(() => ProductQuantizer.Train(samples, 7, 1));
        Assert.Throws<ArgumentException>(() => ProductQuantizer.Train([], 3, 1));
        Assert.Throws<ArgumentException>(() => ProductQuantizer.Train([1, float.NaN], 2, 1));
        Assert.Throws<ArgumentException>(() => new ProductQuantizer(3, 1, new float[767]));
        Assert.Throws<ArgumentException>(() => new ProductQuantizer(1, 1, Enumerable.Repeat(float.NaN, 256).ToArray()));

        var quantizer = ProductQuantizer.Train(samples, 3, 2);
        Assert.Equal((3, 2, 512), (quantizer.Dimension, quantizer.Subquantizers, quantizer.TablesLength));
        Assert.Throws<ArgumentException>(() => quantizer.Encode(new float[2], new byte[2]));
        Assert.Throws<ArgumentException>(() => quantizer.Encode(new float[3], new byte[3]));
        Assert.Throws<ArgumentException>(() => quantizer.Decode(new byte[1], new float[3]));
        Assert.Throws<ArgumentException>(() => quantizer.Tables(new float[3], new float[511]));
        Assert.Throws<ArgumentException>(() => quantizer.Similarity(new float[511], new byte[2]));
        Assert.Throws<ArgumentException>(() => quantizer.CopyCodebooks(new float[1]));
    }

    private static float[] RoundTrip(ProductQuantizer quantizer, float[] vector)
    {
        var (code, back) = (new byte[quantizer.Subquantizers], new float[quantizer.Dimension]);
        quantizer.Encode(vector, code);
        quantizer.Decode(code, back);
        return back;
    }

    private static double Square(float[] one, float[] other) => one.Zip(other, (a, b) => Math.Pow((double)a - b, 2)).Sum();

    /// <summary>By Box and Muller.</summary>
    private static float[] Normals(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
            (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))),
    ];
}
