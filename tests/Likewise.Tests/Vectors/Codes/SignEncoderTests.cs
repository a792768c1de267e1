using System.Numerics;
using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Codes;

public sealed class SignEncoderTests
{
    [Theory]
    [InlineData(0.99)]
    [InlineData(0.9)]
    [InlineData(0.8)]
    [InlineData(0.5)]
    [InlineData(0.0)]
    [InlineData(-0.7)]
    public void Codes_differ_by_the_angle_and_vary_no_more_than_independent_bits_would(double cosine)
    {
        // Goal: mean θ/π · bits and at most a binomial variance. Method: 20,000 pairs at one cosine; the mean's own deviation is
        // at most 8 / √20,000 = 0.06 bits, the variance's share 1 %.
        const int pairs = 20_000;
        var encoder = new SignEncoder(64, 256, seed: 3);
        var random = new RandomVectors(seed: 4);
        double sum = 0, squares = 0;
        for (var i = 0; i < pairs; i++)
        {
            var vector = random.Next(64);
            var distance = Distance(Encode(encoder, vector), Encode(encoder, random.NextAt(cosine, vector)));
            sum += distance;
            squares += (double)distance * distance;
        }

        var (mean, share) = (sum / pairs, Math.Acos(cosine) / Math.PI);
        Assert.Equal(256 * share, mean, 0.3);
        Assert.InRange((squares / pairs) - (mean * mean), 0, 256 * share * (1 - share) * 1.04);
        Assert.Equal(cosine, encoder.ExpectedSimilarity((int)Math.Round(mean)), 0.01);
    }

    [Fact]
    public void A_seed_gives_the_same_code_every_time_and_another_seed_another()
    {
        var vector = new RandomVectors(seed: 1).Next(384);
        var code = Encode(new SignEncoder(384), vector);

        Assert.Equal(code, Encode(new SignEncoder(384, 256, seed: 1), vector));
        Assert.NotEqual(code, Encode(new SignEncoder(384, 256, seed: 2), vector));
    }

    [Fact]
    public void What_has_the_wrong_shape_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SignEncoder(0));
        Assert.All([0, 64, 200, 1152], bits => Assert.Throws<ArgumentOutOfRangeException>(() => new SignEncoder(8, bits)));

        var encoder = new SignEncoder(2, 128);
        Assert.Throws<ArgumentException>(() => encoder.Encode([1f], new ulong[2]));
        Assert.Throws<ArgumentException>(() => encoder.Encode([1f, 0f], new ulong[3]));
    }

    private static ulong[] Encode(SignEncoder encoder, float[] vector)
    {
        var code = new ulong[encoder.CodeWords];
        encoder.Encode(vector, code);
        return code;
    }

    private static int Distance(ulong[] one, ulong[] other) =>
        one.Zip(other).Sum(pair => BitOperations.PopCount(pair.First ^ pair.Second));
}
