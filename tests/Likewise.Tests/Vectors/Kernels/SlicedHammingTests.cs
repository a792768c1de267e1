using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Kernels;

public sealed class SlicedHammingTests
{
    private delegate bool Kernel(ref ulong strip, ref ulong query, int max, ref ulong near, ref ulong counts);

    private static readonly Random s_random = new(5);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(49)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(127)]
    [InlineData(128)]
    public void Every_set_marks_and_counts_what_differs_in_few_bits(int max)
    {
        var (codes, query) = (Codes(), Code());
        codes[3] = query; // Differs in none.
        codes[510] = [.. query.Select(word => ~word)]; // Differs in all.
        var strip = Sliced(codes);
        var spread = new ulong[SlicedHamming.Bits];
        SlicedHamming.Spread(query, spread);

        foreach (var kernel in Kernels())
        {
            var (near, counts) = (new ulong[SlicedHamming.LineWords], new ulong[64]);
            var isAny = kernel(ref strip[0], ref spread[0], max, ref near[0], ref counts[0]);

            Assert.True(isAny);
            for (var row = 0; row < SlicedHamming.Rows; row++)
            {
                var distance = Distance(codes[row], query);
                var isNear = ((near[row / 64] >> (row % 64)) & 1) != 0;
                Assert.Equal(distance <= max, isNear);
                if (isNear)
                    Assert.Equal(distance, SlicedHamming.Count(ref counts[0], row));
            }
        }
    }

    [Fact]
    public void Nothing_near_is_said_to_be_so()
    {
        var (codes, query) = (Codes(), Code());
        var strip = Sliced(codes);
        var spread = new ulong[SlicedHamming.Bits];
        SlicedHamming.Spread(query, spread);
        var least = codes.Min(code => Distance(code, query));

        foreach (var kernel in Kernels())
        {
            var (near, counts) = (new ulong[SlicedHamming.LineWords], new ulong[64]);
            Assert.False(kernel(ref strip[0], ref spread[0], least - 1, ref near[0], ref counts[0]));
            Assert.All(near, word => Assert.Equal(0u, word));
            Assert.True(kernel(ref strip[0], ref spread[0], least, ref near[0], ref counts[0]));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(512)]
    public void The_marked_are_listed_in_order(int marked)
    {
        var rows = Enumerable.Range(0, SlicedHamming.Rows).OrderBy(_ => s_random.Next()).Take(marked).Order().ToArray();
        var near = new ulong[SlicedHamming.LineWords];
        foreach (var row in rows)
            near[row / 64] |= 1UL << (row % 64);
        var listed = new ushort[SlicedHamming.Rows + 4];

        var count = SlicedHamming.List(ref near[0], ref listed[0]);

        Assert.Equal(rows, listed[..count].Select(row => (int)row));
    }

    private static IEnumerable<Kernel> Kernels()
    {
        yield return SlicedHamming.Near;
        yield return SlicedHamming.Near<SliceScalar>;
        if (Vector128.IsHardwareAccelerated)
            yield return SlicedHamming.Near<Slice128>;
        if (Vector256.IsHardwareAccelerated)
            yield return SlicedHamming.Near<Slice256>;
        if (Avx512F.IsSupported)
            yield return SlicedHamming.Near<Slice512>;
    }

    private static ulong[][] Codes() => [.. Enumerable.Range(0, SlicedHamming.Rows).Select(_ => Code())];

    private static ulong[] Code() => [(ulong)s_random.NextInt64() << 1, (ulong)s_random.NextInt64()];

    private static int Distance(ulong[] one, ulong[] other) =>
        one.Zip(other).Sum(pair => BitOperations.PopCount(pair.First ^ pair.Second));

    private static ulong[] Sliced(ulong[][] codes)
    {
        var strip = new ulong[SlicedHamming.Bits * SlicedHamming.LineWords];
        for (var row = 0; row < codes.Length; row++)
        {
            for (var bit = 0; bit < SlicedHamming.Bits; bit++)
                strip[(bit * SlicedHamming.LineWords) + (row / 64)] |= ((codes[row][bit / 64] >> (bit % 64)) & 1) << (row % 64);
        }

        return strip;
    }
}
