using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Kernels;

public sealed class HalfDotTests
{
    private const int LengthMax = 257;
    private const int OffsetMax = 17;

    [Fact]
    public void Every_instruction_set_agrees_with_the_true_product_at_every_length_and_offset()
    {
        var random = new Random(1);
        var left = Enumerable.Range(0, LengthMax + OffsetMax).Select(_ => (random.NextSingle() * 2) - 1).ToArray();
        var right = left.Select(_ => (Half)((random.NextSingle() * 2) - 1)).ToArray();
        for (var length = 0; length <= LengthMax; length++)
        {
            for (var offset = 0; offset < OffsetMax; offset++)
                AssertAllAgree(left.AsSpan(offset, length), right.AsSpan(OffsetMax - offset, length));
        }
    }

    [Fact]
    public void Every_finite_half_is_widened_exactly()
    {
        var halves = Enumerable.Range(0, 65_536).Select(i => BitConverter.UInt16BitsToHalf((ushort)i));
        var one = new float[32];
        one[5] = 1;
        var row = new Half[32];
        foreach (var half in halves.Where(Half.IsFinite))
        {
            row[5] = half;
            foreach (var product in Products(one, row))
                Assert.Equal((float)half, product);
        }
    }

    private static void AssertAllAgree(ReadOnlySpan<float> left, ReadOnlySpan<Half> right)
    {
        double product = 0, magnitude = 0;
        for (var i = 0; i < left.Length; i++)
        {
            product += left[i] * (double)right[i];
            magnitude += Math.Abs(left[i] * (double)right[i]);
        }

        foreach (var actual in Products(left, right))
            Assert.True(Math.Abs(actual - product) <= Cosine.Tolerance(left.Length) * magnitude, $"{actual} is not {product}.");
    }

    private static float[] Products(ReadOnlySpan<float> left, ReadOnlySpan<Half> right) =>
    [
        HalfDotScalar.Product(left, right), HalfDot128.Product(left, right), HalfDot256.Product(left, right),
        HalfDot512.Product(left, right), HalfDot.Product(left, right),
    ];
}
