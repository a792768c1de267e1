using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Kernels;

public sealed class HalfRoundingTests
{
    private const float NormalMin = 1f / (1 << 14);

    [Fact]
    public void Every_instruction_set_rounds_as_the_framework_does_at_every_length_and_offset()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 300)
            .Select(_ => (random.NextSingle() - 0.5f) * MathF.Pow(2, random.Next(-12, 16))).ToArray();
        for (var length = 0; length <= 257; length++)
        {
            var vector = values.AsSpan(length % 17, length).ToArray();
            var expected = vector.Select(value => (Half)(value * 1.5f)).Select(Flushed);
            Assert.All(All(values.AsSpan(length % 17, length), 1.5f), halves => Assert.Equal(expected, halves));
        }

        Half Flushed(Half half) => MathF.Abs((float)half) is var size && size >= NormalMin ? half : (Half)MathF.CopySign(
            size > NormalMin / 2 ? NormalMin : 0, (float)half);
    }

    [Fact]
    public void Ties_and_neighbours_of_every_normal_half_go_to_the_right_one()
    {
        for (var bits = 0x0400; bits < 0x7BFF; bits++)
        {
            var (half, next) = (BitConverter.UInt16BitsToHalf((ushort)bits), BitConverter.UInt16BitsToHalf((ushort)(bits + 1)));
            var middle = ((float)half + (float)next) / 2;
            float[] three = [MathF.BitDecrement(middle), middle, MathF.BitIncrement(middle)];
            Half[] expected = [half, bits % 2 == 0 ? half : next, next];
            foreach (var halves in All([.. three, .. new float[29], .. three], 1))
            {
                Assert.Equal(expected, halves[..3]);
                Assert.Equal(expected, halves[32..]);
            }
        }
    }

    [Fact]
    public void What_is_too_small_becomes_the_nearer_of_zero_and_the_least_normal_one()
    {
        float[] vector = [0, -0f, 1e-30f, NormalMin / 2, -0.6f * NormalMin, 0.999f * NormalMin, NormalMin, 0.4f * NormalMin];
        var expected = new[] { 0, -0f, 0, 0, -NormalMin, NormalMin, NormalMin, 0 }.Select(value => (Half)value).ToArray();
        foreach (var halves in All([.. vector, .. vector, .. vector, .. vector], 1))
            Assert.Equal([.. expected, .. expected, .. expected, .. expected], halves);
    }

    private static List<Half[]> All(ReadOnlySpan<float> vector, float factor)
    {
        var length = vector.Length;
        var halves = Enumerable.Range(0, 5).Select(_ => new Half[length]).ToList();
        HalfRoundingScalar.Round(vector, factor, halves[0]);
        HalfRounding128.Round(vector, factor, halves[1]);
        HalfRounding256.Round(vector, factor, halves[2]);
        HalfRounding512.Round(vector, factor, halves[3]);
        HalfRounding.Round(vector, factor, halves[4]);
        return halves;
    }
}
