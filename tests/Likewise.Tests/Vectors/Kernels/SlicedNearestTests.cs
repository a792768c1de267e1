using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Kernels;

public sealed class SlicedNearestTests
{
    private delegate int Kernel(ref ulong strips, ReadOnlySpan<ulong> query, int count, Span<ulong> room, Span<int> nearest);

    [Theory]
    [InlineData(1, 128, 1)]
    [InlineData(5, 256, 8)]
    [InlineData(511, 128, 32)]
    [InlineData(512, 256, 512)]
    [InlineData(513, 384, 100)]
    [InlineData(1_300, 1024, 128)]
    [InlineData(2_048, 256, 128)]
    public void Every_set_lists_the_nearest_and_of_equal_ones_the_first(int count, int bits, int wanted)
    {
        var random = new Random(count);
        var codes = Enumerable.Range(0, count).Select(_ => Code(random, bits)).ToArray();
        var query = Code(random, bits);
        codes[count / 2] = [.. query.Select(word => ~word)]; // Differs in all.
        codes[count / 3] = query;
        var expected = Enumerable.Range(0, count).OrderBy(row => Distance(codes[row], query)).Take(wanted).Order().ToArray();

        var strips = Sliced(codes, bits);
        var spread = new ulong[bits];
        SlicedHamming.Spread(query, spread);
        foreach (var kernel in Kernels())
        {
            var room = new ulong[SlicedNearest.RoomWords((count + SlicedHamming.Rows - 1) / SlicedHamming.Rows)];
            room.AsSpan().Fill(0x5555); // What was there does not matter.
            var nearest = new int[wanted];

            Assert.Equal(expected.Length, kernel(ref strips[0], spread, count, room, nearest));
            Assert.Equal(expected, nearest[..expected.Length]);
        }
    }

    private static IEnumerable<Kernel> Kernels()
    {
        yield return SlicedNearest.List;
        yield return SlicedNearest.List<SliceScalar>;
        if (Vector128.IsHardwareAccelerated)
            yield return SlicedNearest.List<Slice128>;
        if (Vector256.IsHardwareAccelerated)
            yield return SlicedNearest.List<Slice256>;
        if (Avx512F.IsSupported)
            yield return SlicedNearest.List<Slice512>;
    }

    private static ulong[] Sliced(ulong[][] codes, int bits)
    {
        var parts = bits / SlicedHamming.Bits;
        var strips = new ulong[(codes.Length + SlicedHamming.Rows - 1) / SlicedHamming.Rows * parts * SlicedNearest.PartWords];
        for (var row = 0; row < codes.Length; row++)
        {
            var (strip, place) = (row / SlicedHamming.Rows, row % SlicedHamming.Rows);
            for (var bit = 0; bit < bits; bit++)
            {
                var line = (strip * parts * SlicedHamming.Bits) + bit;
                strips[(line * SlicedHamming.LineWords) + (place / 64)] |= ((codes[row][bit / 64] >> bit) & 1) << place;
            }
        }

        return strips;
    }

    /// <summary>Of few kinds of words, so that many are equally far.</summary>
    private static ulong[] Code(Random random, int bits) =>
        [.. Enumerable.Range(0, bits / 64).Select(_ => random.Next(3) == 0 ? 0xFFFFUL : (ulong)random.NextInt64())];

    private static int Distance(ulong[] one, ulong[] other) =>
        one.Zip(other, (a, b) => BitOperations.PopCount(a ^ b)).Sum();
}
