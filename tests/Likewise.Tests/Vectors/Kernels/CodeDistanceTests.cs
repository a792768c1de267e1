using System.Numerics;
using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Kernels;

public sealed class CodeDistanceTests
{
    [Fact]
    public void It_counts_the_bits_that_differ_at_every_length_and_start()
    {
        var random = new Random(1);
        for (var words = 2; words <= 34; words += 2)
        {
            for (var start = 0; start < 8; start++)
            {
                var (one, other) = (Words(random, start + words + 1), Words(random, start + words + 1));
                var expected = 0;
                for (var i = 0; i < words; i++)
                    expected += BitOperations.PopCount(one[start + i] ^ other[start + i]);

                Assert.Equal(expected, CodeDistance.Between(ref one[start], ref other[start], words));
                Assert.Equal(0, CodeDistance.Between(ref one[start], ref one[start], words));
            }
        }
    }

    [Fact]
    public void Each_bit_counts_once_and_what_lies_beyond_does_not()
    {
        for (var words = 2; words <= 16; words += 2)
        {
            ulong[] one = new ulong[words + 1], other = new ulong[words + 1];
            other[words] = ulong.MaxValue;
            for (var bit = 0; bit < 64 * words; bit++)
            {
                other[bit / 64] ^= 1UL << bit;
                Assert.Equal(bit + 1, CodeDistance.Between(ref one[0], ref other[0], words));
            }
        }
    }

    private static ulong[] Words(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
}
