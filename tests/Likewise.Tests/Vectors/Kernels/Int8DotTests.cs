using System.Runtime.Intrinsics.X86;
using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Kernels;

public sealed class Int8DotTests
{
    private const int LengthMax = 257;
    private const int OffsetMax = 17;

    [Fact]
    public void Every_instruction_set_gives_the_exact_product_at_every_length_and_offset()
    {
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
    [InlineData(127, 127)]
    [InlineData(-127, 127)]
    [InlineData(-127, -127)]
    public void Extremes_do_not_overflow(sbyte left, sbyte right)
    {
        // 65,536 is the greatest dimension of an index.
        foreach (var length in new[] { 31, 384, 65_536 })
            AssertAllAgree(Enumerable.Repeat(left, length).ToArray(), Enumerable.Repeat(right, length).ToArray());
    }

    private static void AssertAllAgree(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right)
    {
        var expected = 0L;
        for (var i = 0; i < left.Length; i++)
            expected += left[i] * right[i];

        Assert.Equal(expected, Int8DotScalar.Product(left, right));
        Assert.Equal(expected, Int8Dot128.Product(left, right));
        Assert.Equal(expected, Int8Dot.Product(left, right));
        if (Avx2.IsSupported)
            Assert.Equal(expected, Int8Dot256.Product(left, right));
        if (AvxVnni.IsSupported)
            Assert.Equal(expected, Int8DotVnni.Product(left, right));
    }

    private static sbyte[] Values(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(-127, 128))];
}
