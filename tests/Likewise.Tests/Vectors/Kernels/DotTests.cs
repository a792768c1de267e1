using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Kernels;

public sealed class DotTests
{
    private const int LengthMax = 257;
    private const int OffsetMax = 17;

    [Fact]
    public void Every_instruction_set_agrees_with_the_true_product_at_every_length_and_offset()
    {
        // Values in [-1, 1]: the bound is Higham's, times the sum of the products' magnitudes.
        var random = new Random(1);
        var left = Values(random, LengthMax + OffsetMax);
        var right = Values(random, LengthMax + OffsetMax);
        for (var length = 0; length <= LengthMax; length++)
        {
            for (var offset = 0; offset < OffsetMax; offset++)
                AssertAllAgree(left.AsSpan(offset, length), right.AsSpan(OffsetMax - offset, length));
        }
    }

    [Theory]
    [InlineData(float.NaN, 1f)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity)]
    public void What_is_not_finite_comes_through_wherever_it_stands(float bad, float expectedSign)
    {
        var ones = Enumerable.Repeat(1f, LengthMax).ToArray();
        for (var place = 0; place < LengthMax; place++)
        {
            var vector = Enumerable.Repeat(1f, LengthMax).ToArray();
            vector[place] = bad;
            foreach (var product in Products(vector, ones))
                Assert.Equal(float.IsNaN(bad) ? float.NaN : expectedSign, product);
        }
    }

    [Fact]
    public void A_product_depends_on_the_values_and_not_on_where_they_lie()
    {
        var random = new Random(2);
        var values = Values(random, 100);
        var others = Values(random, 100);
        var expected = Products(values, others);
        for (var offset = 1; offset < OffsetMax; offset++)
        {
            var moved = new float[100 + offset];
            values.CopyTo(moved, offset);
            Assert.Equal(expected, Products(moved.AsSpan(offset), others));
        }
    }

    private static void AssertAllAgree(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double product = 0, magnitude = 0;
        for (var i = 0; i < left.Length; i++)
        {
            product += (double)left[i] * right[i];
            magnitude += Math.Abs((double)left[i] * right[i]);
        }

        foreach (var actual in Products(left, right))
            Assert.True(Math.Abs(actual - product) <= Cosine.Tolerance(left.Length) * magnitude, $"{actual} is not {product}.");
    }

    /// <summary>By each instruction set in turn: those that the machine lacks run in the framework's software fallback.</summary>
    private static float[] Products(ReadOnlySpan<float> left, ReadOnlySpan<float> right) =>
    [
        DotScalar.Product(left, right), Dot128.Product(left, right), Dot256.Product(left, right), Dot512.Product(left, right),
        Dot.Product(left, right),
    ];

    private static float[] Values(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
