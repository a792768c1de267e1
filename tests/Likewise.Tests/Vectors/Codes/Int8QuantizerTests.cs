using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Codes;

public sealed class Int8QuantizerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(384)]
    [InlineData(1536)]
    public void A_vector_comes_back_within_its_bound_and_of_its_length(int dimension)
    {
        var random = new RandomVectors(seed: dimension);
        for (var i = 0; i < 200; i++)
        {
            var vector = random.Next(dimension);
            var back = RoundTrip(vector);

            Assert.InRange(Distance(vector, back), 0, Int8Quantizer.ErrorMax(vector));
            Assert.Equal(1, Cosine.Dot(back, back), 1e-6);
        }
    }

    [Fact]
    public void The_error_is_that_of_uniform_rounding()
    {
        // Widrow's model: each element is off by noise of variance step² / 12, where ErrorMax is step · √dimension.
        const int dimension = 384;
        var random = new RandomVectors(seed: 1);
        double square = 0, expected = 0;
        for (var i = 0; i < 500; i++)
        {
            var vector = random.Next(dimension);
            square += Math.Pow(Distance(vector, RoundTrip(vector)), 2);
            expected += Math.Pow(Int8Quantizer.ErrorMax(vector), 2) / 12;
        }

        Assert.InRange(square / expected, 0.97, 1.03);
    }

    [Fact]
    public void The_bound_is_kept_where_rounding_is_worst()
    {
        // All elements but the largest halfway between two steps.
        var vector = Enumerable.Range(0, 384).Select(i => i == 0 ? 127f : 0.49999f).ToArray();
        Assert.InRange(Distance(vector, RoundTrip(vector)), 9, Int8Quantizer.ErrorMax(vector));

        vector = [.. Enumerable.Range(0, 384).Select(i => i == 0 ? 127f : 63.50001f)];
        Assert.InRange(Distance(vector, RoundTrip(vector)), 0, Int8Quantizer.ErrorMax(vector));
    }

    [Fact]
    public void Codes_stay_within_127_of_zero_and_nothing_stays_nothing()
    {
        var codes = new sbyte[3];
        Int8Quantizer.Quantize([-1f, 1f, 0f], codes);
        Assert.Equal([-127, 127, 0], codes);

        Assert.Equal(0f, Int8Quantizer.Quantize([0f, 0f, -0f], codes));
        Assert.Equal([0, 0, 0], codes);
        Assert.Equal(0f, Int8Quantizer.Quantize([], []));
    }

    [Fact]
    public void Vectors_of_any_size_are_written_by_their_bound_and_the_tiniest_as_nothing()
    {
        foreach (var size in new[] { 1e-45f, 1e-37f, 4e-37f, 1e-20f, 1e20f, 1e38f })
        {
            float[] vector = [size, -size / 3, size / 100, 0];
            var back = RoundTrip(vector);
            Assert.All(back, element => Assert.True(float.IsFinite(element)));
            Assert.InRange(Distance(vector, back), 0, (double)Int8Quantizer.ErrorMax(vector) * (1 + 1e-6));
            Assert.Equal(size < 3e-37f, back[0] == 0);
        }
    }

    [Fact]
    public void A_vector_longer_than_any_index_takes_keeps_its_length()
    {
        var vector = Enumerable.Repeat(1f, 400_000).ToArray();
        Assert.Equal(1f / 127, Int8Quantizer.Quantize(vector, new sbyte[vector.Length]), 1e-9f);
    }

    [Fact]
    public void What_cannot_be_written_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Int8Quantizer.Quantize([1f, float.NaN], new sbyte[2]));
        Assert.Throws<ArgumentException>(() => Int8Quantizer.Quantize([float.NegativeInfinity], new sbyte[1]));
        Assert.Throws<ArgumentException>(() => Int8Quantizer.Quantize([1f], new sbyte[2]));
        Assert.Throws<ArgumentException>(() => Int8Quantizer.Restore(new sbyte[2], 1, new float[1]));
    }

    private static float[] RoundTrip(float[] vector)
    {
        var (codes, back) = (new sbyte[vector.Length], new float[vector.Length]);
        Int8Quantizer.Restore(codes, Int8Quantizer.Quantize(vector, codes), back);
        return back;
    }

    private static double Distance(float[] one, float[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += Math.Pow((double)one[i] - other[i], 2);
        return Math.Sqrt(sum);
    }
}
