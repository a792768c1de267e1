using System.Numerics;
using System.Runtime.Intrinsics.X86;
using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Kernels;

public sealed class HammingTests
{
    private const int OffsetMax = 9;

    [Fact]
    public void Every_instruction_set_names_the_same_codes_at_every_width_offset_and_limit()
    {
        var random = new Random(1);
        for (var words = 1; words <= 8; words++)
        {
            var bits = words * 64;
            for (var round = 0; round < 300; round++)
            {
                // Densities from all alike to all different, so that limits from 0 to all bits have codes on both sides.
                var group = Words(random, (2 * words * Hamming.Lanes) + OffsetMax, random.Next(5));
                var query = new ulong[2 * words * Hamming.Lanes];
                Hamming.Spread(Words(random, 2 * words, random.Next(5)), query);
                AssertAllAgree(group, random.Next(OffsetMax), query, words, random.Next(bits + 1), random.Next((2 * bits) + 1));
            }
        }
    }

    [Theory]
    [InlineData(0, 0, 0xFFu)]
    [InlineData(0, -1, 0u)]
    [InlineData(-1, 0, 0u)]
    public void A_limit_is_inclusive(int frontMax, int distanceMax, uint expected)
    {
        var codes = new ulong[16 * Hamming.Lanes];

        Assert.All(Masks(codes, 0, codes, 8, frontMax, distanceMax), mask => Assert.Equal(expected, mask));
    }

    [Fact]
    public void Codes_of_1024_bits_that_differ_in_all_are_counted_right()
    {
        var none = new ulong[16 * Hamming.Lanes];
        var all = Enumerable.Repeat(ulong.MaxValue, none.Length).ToArray();

        Assert.All(Masks(all, 0, none, 8, 512, 1024), mask => Assert.Equal(0xFFu, mask));
        Assert.All(Masks(all, 0, none, 8, 512, 1023), mask => Assert.Equal(0u, mask));
        Assert.All(Masks(all, 0, none, 8, 511, 1024), mask => Assert.Equal(0u, mask));
    }

    private static void AssertAllAgree(ulong[] group, int offset, ulong[] query, int words, int frontMax, int distanceMax)
    {
        var expected = 0u;
        for (var lane = 0; lane < Hamming.Lanes; lane++)
        {
            int front = 0, distance = 0;
            for (var word = 0; word < 2 * words; word++)
            {
                var place = (word * Hamming.Lanes) + lane;
                distance += BitOperations.PopCount(group[offset + place] ^ query[place]);
                front = word < words ? distance : front;
            }

            expected |= front <= frontMax && distance <= distanceMax ? 1u << lane : 0;
        }

        Assert.All(Masks(group, offset, query, words, frontMax, distanceMax), mask => Assert.Equal(expected, mask));
    }

    private static List<uint> Masks(ulong[] group, int offset, ulong[] query, int words, int frontMax, int distanceMax)
    {
        var back = offset + (words * Hamming.Lanes);
        List<uint> masks =
        [
            HammingScalar.Near(ref group[offset], ref group[back], ref query[0], words, frontMax, distanceMax),
            Hamming128.Near(ref group[offset], ref group[back], ref query[0], words, frontMax, distanceMax),
        ];
        if (Avx2.IsSupported)
            masks.Add(Hamming256.Near(ref group[offset], ref group[back], ref query[0], words, frontMax, distanceMax));
        if (Avx512BW.IsSupported)
            masks.Add(Hamming512.Near(ref group[offset], ref group[back], ref query[0], words, frontMax, distanceMax));
        return masks;
    }

    /// <summary>Words of which a share of density/4 of the bits is set.</summary>
    private static ulong[] Words(Random random, int count, int density)
    {
        return [.. Enumerable.Range(0, count).Select(_ => density switch
        {
            0 => 0UL,
            1 => Word() & Word(),
            2 => Word(),
            3 => Word() | Word(),
            _ => ulong.MaxValue,
        })];

        ulong Word() => (ulong)random.NextInt64(long.MinValue, long.MaxValue);
    }
}
