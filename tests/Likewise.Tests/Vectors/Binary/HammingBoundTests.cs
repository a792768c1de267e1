using System.Numerics;
using Likewise.Vectors;
using Likewise.Vectors.Binary;

namespace Likewise.Tests.Vectors.Binary;

public sealed class HammingBoundTests
{
    [Fact]
    public void What_is_passed_over_is_as_rare_as_promised_and_the_bound_wastes_nothing()
    {
        // The oracle: the binomial distribution summed term by term, from the other end.
        foreach (var bits in new[] { 64, 128, 256, 512, 1024 })
        {
            foreach (var cosine in new[] { 0.95, 0.9, 0.8, 0.6, 0.0 })
            {
                var max = Bound(bits).DistanceMax(cosine);

                Assert.InRange(TailAbove(max, bits, Math.Acos(cosine) / Math.PI), 0, HammingBound.MissProbability);
                Assert.True(TailAbove(max - 1, bits, Math.Acos(cosine) / Math.PI) > HammingBound.MissProbability * 0.999);
            }
        }
    }

    [Fact]
    public void Of_40_000_pairs_at_the_threshold_hardly_one_is_passed_over()
    {
        // Independent bits would lose 0.4 of them to each bound; bits of one rotation lose fewer.
        const double cosine = 0.8;
        var encoder = new SignEncoder(64);
        var random = new RandomVectors(seed: 1);
        var (whole, half) = (Bound(256).DistanceMax(cosine), Bound(128).DistanceMax(cosine));
        var lost = 0;
        ulong[] code = new ulong[4], other = new ulong[4];
        for (var i = 0; i < 40_000; i++)
        {
            var vector = random.Next(64);
            encoder.Encode(vector, code);
            encoder.Encode(random.NextAt(cosine, vector), other);
            var distances = code.Zip(other, (one, two) => BitOperations.PopCount(one ^ two)).ToArray();

            lost += distances.Sum() > whole || distances[0] + distances[1] > half ? 1 : 0;
        }

        Assert.InRange(lost, 0, 2);
    }

    [Fact]
    public void The_bound_runs_from_next_to_no_bit_to_all_of_them()
    {
        Assert.InRange(Bound(256).DistanceMax(1), 0, 5);
        Assert.Equal(256, Bound(256).DistanceMax(-1));
        Assert.Equal(256, Bound(256).DistanceMax(-2));
        Assert.Equal(Bound(256).DistanceMax(1), Bound(256).DistanceMax(3));
        for (var cosine = -1.0; cosine < 1; cosine += 0.01)
            Assert.True(Bound(256).DistanceMax(cosine) >= Bound(256).DistanceMax(cosine + 0.01));
    }

    private static double TailAbove(int max, int bits, double share)
    {
        double term = Math.Pow(1 - share, bits), tail = 0;
        for (var i = 0; i <= bits; i++)
        {
            tail += i > max ? term : 0;
            term *= (bits - i) * share / ((i + 1) * (1 - share));
        }

        return tail;
    }

    private static HammingBound Bound(int bits) => HammingBound.Of(bits);
}
