using System.Runtime.Intrinsics.X86;
using Likewise.Vectors.Snapshots;

namespace Likewise.Tests.Vectors.Snapshots;

public sealed class LaneHashTests
{
    /// <summary>The values of docs/formats/vectors.md, from an independent program: byte i is i mod 251.</summary>
    [Theory]
    [InlineData(0, 0xACD878EE8379594DUL)]
    [InlineData(1, 0x1F3F4E22F77AE431UL)]
    [InlineData(3, 0x5982A19159908E30UL)]
    [InlineData(256, 0x60517566BB433149UL)]
    [InlineData(10_000, 0x6213DA76B872B396UL)]
    public void Known_values_stay(int length, ulong expected) => Assert.Equal(expected, LaneHash.Compute(Bytes(length)));

    [Fact]
    public void Every_instruction_set_gives_the_same_at_every_length_and_offset()
    {
        var bytes = new byte[(12 * LaneHash.StripeBytes) + 64];
        new Random(1).NextBytes(bytes);
        for (var stripes = 0; stripes <= 11; stripes++)
        {
            for (var offset = 0; offset < 64; offset++)
            {
                var expected = Lanes<LaneHashScalar>(bytes, offset, stripes);
                if (LaneHash128.IsSupported)
                    Assert.Equal(expected, Lanes<LaneHash128>(bytes, offset, stripes));
                if (Avx2.IsSupported)
                    Assert.Equal(expected, Lanes<LaneHash256>(bytes, offset, stripes));
                if (Avx512F.IsSupported)
                    Assert.Equal(expected, Lanes<LaneHash512>(bytes, offset, stripes));
            }
        }
    }

    [Fact]
    public void Pieces_give_what_the_whole_gives()
    {
        var bytes = Bytes(1_500);
        var hasher = new LaneHasher();
        for (var first = 0; first <= bytes.Length; first += 7)
        {
            for (var second = first; second <= bytes.Length; second += 83)
            {
                hasher.Append(bytes.AsSpan(0, first));
                hasher.Append(bytes.AsSpan(first, second - first));
                hasher.Append(bytes.AsSpan(second));
                Assert.Equal(LaneHash.Compute(bytes), hasher.Finish());
            }
        }
    }

    /// <summary>
    /// Accidents must not undo each other, in one lane or in two: no two of these inputs, which differ in up to four bits, may
    /// have one hash.
    /// </summary>
    [Fact]
    public void Flipped_bits_and_pairs_of_them_all_give_another_hash()
    {
        var bytes = new byte[3 * LaneHash.StripeBytes];
        new Random(2).NextBytes(bytes);
        var seen = new HashSet<ulong> { LaneHash.Compute(bytes) };
        foreach (var value in (byte[])[0, 0xFF, 0x5A])
        {
            bytes.AsSpan(0, 64).Fill(value);
            Assert.True(seen.Add(LaneHash.Compute(bytes)));
            foreach (var first in Bits(0, 1).Concat(Bits(LaneHash.StripeBytes, 1)))
            {
                Flip(bytes, first);
                Assert.True(seen.Add(LaneHash.Compute(bytes)));
                foreach (var second in Bits(2 * LaneHash.StripeBytes, 2))
                {
                    Flip(bytes, second);
                    Assert.True(seen.Add(LaneHash.Compute(bytes)));
                    Flip(bytes, second);
                }

                Flip(bytes, first);
            }
        }
    }

    [Fact]
    public void Zeros_at_the_end_and_words_in_another_order_count()
    {
        var seen = new HashSet<ulong>();
        for (var length = 0; length < 600; length++)
            Assert.True(seen.Add(LaneHash.Compute(new byte[length])));

        var bytes = Bytes(512);
        var swapped = (byte[])bytes.Clone();
        bytes.AsSpan(0, 8).CopyTo(swapped.AsSpan(8));
        bytes.AsSpan(8, 8).CopyTo(swapped);
        Assert.NotEqual(LaneHash.Compute(bytes), LaneHash.Compute(swapped));
    }

    private static IEnumerable<int> Bits(int start, int words) => Enumerable.Range(start * 8, words * 64);

    private static void Flip(byte[] bytes, int bit) => bytes[bit / 8] ^= (byte)(1 << (bit % 8));

    private static ulong[] Lanes<TSet>(byte[] bytes, int offset, int stripes)
        where TSet : ILaneHash
    {
        var lanes = new ulong[LaneHash.Lanes];
        LaneHash.Start(lanes);
        TSet.Absorb(lanes, bytes.AsSpan(offset, stripes * LaneHash.StripeBytes));
        return lanes;
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];
}
