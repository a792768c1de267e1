using Likewise.Encoder;

namespace Likewise.Tests.Encoder.Layers;

public class QuantizeTests
{
    public static TheoryData<string> Sets => [.. InstructionSets.Supported.Select(set => set.ToString())];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_length_gives_the_bytes_of_the_scalar_kernel(string set)
    {
        for (var length = 0; length <= 257; length++)
        {
            var random = new Random(length);
            float[] Values(float range) => [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() - 0.3f) * range)];
            var (row, centers) = (Values(length % 7 + 0.01f), Values(0.2f));
            var (bytes, scalar) = (new byte[length + 2], new byte[length + 2]);
            var scale = QuantizeKernel.Apply(row, centers, bytes, out var zero, Enum.Parse<InstructionSet>(set));
            var scalarScale = QuantizeKernel.Apply(row, centers, scalar, out var scalarZero, InstructionSet.Scalar);
            Assert.Equal((scalarScale, scalarZero), (scale, zero));
            Assert.Equal(scalar, bytes);
        }
    }

    [Fact]
    public void A_value_is_no_further_from_its_byte_than_half_a_step_and_the_extremes_use_all_bytes()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var (low, width) = ((random.NextSingle() - 0.7f) * 10, random.NextSingle() * 20);
            float[] row = [.. Enumerable.Range(0, 100).Select(_ => low + random.NextSingle() * width)];
            float[] centers = [.. row.Select(_ => random.NextSingle() * 0.1f)];
            var bytes = new byte[row.Length];
            var scale = QuantizeKernel.Apply(row, centers, bytes, out var zero, InstructionSets.Best);
            for (var i = 0; i < row.Length; i++)
                Assert.InRange(row[i] - centers[i] - scale * (bytes[i] - zero), -scale * 1.001f, scale * 1.001f);
            Assert.InRange(zero, 0, 255);
            // The range holds zero; where the values lie on both sides of it, they use all bytes.
            if (row.Min() < -1 && row.Max() > 1) Assert.InRange(bytes.Max() - bytes.Min(), 254, 255);
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1e-35f)]
    [InlineData(-1e-35f)]
    public void A_row_of_next_to_nothing_becomes_nothing(float value)
    {
        foreach (var set in InstructionSets.Supported)
        {
            float[] row = [.. Enumerable.Repeat(value, 40)];
            var bytes = new byte[40];
            var scale = QuantizeKernel.Apply(row, new float[40], bytes, out var zero, set);
            Assert.All(bytes, one => Assert.Equal(0f, scale * (one - zero), 1e-30f));
        }
    }

    [Fact]
    public void The_mean_after_an_activation_is_that_of_gelu_of_a_normal_sum()
    {
        // Two inputs, one output: their sum is normal with mean 1.5 and deviation 1.3; its GELU's mean by summing over it.
        var spread = new InputSpread([2, -0.5f], [1.2f, 0.5f]).AfterActivation(new Dense([1, 1], [0]));
        var (sum, weight) = (0d, 0d);
        for (var x = -6d; x <= 9; x += 0.001)
        {
            var density = Math.Exp(-(x - 1.5) * (x - 1.5) / (2 * 1.69));
            sum += density * x * Reference.SlowBert.NormalDistribution(x);
            weight += density;
        }
        Assert.Equal(sum / weight, spread.Means[0], 0.03);
    }
}
