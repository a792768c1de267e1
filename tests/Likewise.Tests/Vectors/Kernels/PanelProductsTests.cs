using System.Runtime.InteropServices;
using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Kernels;

public sealed class PanelProductsTests
{
    private const int DimensionMax = 257;
    private const int Width = PanelProducts.Width;

    [Fact]
    public void Every_instruction_set_gives_the_same_bits_near_the_true_sums_at_every_dimension_and_offset()
    {
        var random = new Random(1);
        var vectors = Values(random, (DimensionMax * PanelProducts.Rows) + 17);
        var panels = Values(random, (DimensionMax * Width) + 17);
        var starts = Values(random, Width);
        for (var dimension = 1; dimension <= DimensionMax; dimension += dimension < 20 ? 1 : 13)
        {
            var vector = vectors.AsSpan(dimension % 17);
            var panel = panels.AsSpan(dimension * 7 % 17);
            var expected = Sums<PanelProductsScalar>(vector, panel, starts, dimension);

            AssertNear(expected, vector, panel, starts, dimension);
            Assert.Equal(expected, Sums<PanelProducts128>(vector, panel, starts, dimension));
            Assert.Equal(expected, Sums<PanelProducts256>(vector, panel, starts, dimension));
            Assert.Equal(expected, Sums<PanelProducts512>(vector, panel, starts, dimension));
        }
    }

    [Fact]
    public void The_largest_is_found_wherever_it_stands_and_of_equal_ones_the_first()
    {
        var random = new Random(2);
        for (var place = 0; place < Width; place++)
        {
            var sums = Values(random, Width + 5);
            sums[5 + place] = 2;
            if (place + 9 < Width)
                sums[5 + place + 9] = 2;
            Assert.All(Places(ref sums[5], 1), found => Assert.Equal(place, found));
            Assert.All(Places(ref sums[5], float.NegativeInfinity), found => Assert.Equal(place, found));
            Assert.All(Places(ref sums[5], 2), found => Assert.Equal(-1, found));
        }
    }

    private static int[] Places(ref float sums, float number) =>
    [
        PanelProductsScalar.LargestAbove(ref sums, number), PanelProducts128.LargestAbove(ref sums, number),
        PanelProducts256.LargestAbove(ref sums, number), PanelProducts512.LargestAbove(ref sums, number),
    ];

    private static void AssertNear(
        float[] sums, ReadOnlySpan<float> vectors, ReadOnlySpan<float> panel, float[] starts, int dimension)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            var (row, lane) = (i / Width, i % Width);
            double sum = starts[lane], magnitude = Math.Abs(sum);
            for (var j = 0; j < dimension; j++)
            {
                var term = (double)vectors[(row * dimension) + j] * panel[(j * Width) + lane];
                sum += term;
                magnitude += Math.Abs(term);
            }

            Assert.Equal(sum, sums[i], Cosine.Tolerance(dimension + 1) * magnitude);
        }
    }

    /// <summary>Four vectors by panel; the first once more alone, which must make no difference.</summary>
    private static float[] Sums<TProducts>(ReadOnlySpan<float> vectors, ReadOnlySpan<float> panel, float[] starts, int dimension)
        where TProducts : struct, IPanelProducts
    {
        ref var own = ref MemoryMarshal.GetReference(vectors);
        ref var others = ref MemoryMarshal.GetReference(panel);
        var (four, one) = (new float[PanelProducts.Rows * Width], new float[Width]);
        TProducts.Four(ref own, ref others, ref starts[0], dimension, ref four[0]);
        TProducts.One(ref own, ref others, ref starts[0], dimension, ref one[0]);
        Assert.Equal(one, four[..Width]);
        return four;
    }

    private static float[] Values(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
