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
            int[] parts = [.. Enumerable.Range(0, length).Select(i => i % 50 == length % 50 ? 3 : 1)];
            var (row, inputs) = (Values(length % 7 + 0.01f), new ByteInputs(Values(0.2f), parts));
            var (bytes, scalar) = (new byte[inputs.Slots + 2], new byte[inputs.Slots + 2]);
            var scale = QuantizeKernel.Apply(row, inputs, bytes, out var zero, Enum.Parse<InstructionSet>(set));
            var scalarScale = QuantizeKernel.Apply(row, inputs, scalar, out var scalarZero, InstructionSet.Scalar);
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
            var inputs = new ByteInputs(centers, [.. Enumerable.Repeat(1, row.Length)]);
            var scale = QuantizeKernel.Apply(row, inputs, bytes, out var zero, InstructionSets.Best);
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
            var scale = QuantizeKernel.Apply(row, ByteInputs.Plain(40), bytes, out var zero, set);
            Assert.All(bytes, one => Assert.Equal(0f, scale * (one - zero), 1e-30f));
        }
    }

    [Fact]
    public void A_large_value_in_parts_is_as_near_as_any_other_and_does_not_coarsen_its_row()
    {
        var random = new Random(4);
        int[] parts = [1, 1, 5, 1, 1, 1, 2, 1];
        var inputs = new ByteInputs([0, 0, 0, 0, 0, 0, 1, 0], parts);
        Assert.Equal((8, 13), (inputs.Count, inputs.Slots));
        for (var round = 0; round < 200; round++)
        {
            float[] row = [.. parts.Select(count => (random.NextSingle() * 2 - 1) * count)];
            var bytes = new byte[inputs.Slots];
            var scale = QuantizeKernel.Apply(row, inputs, bytes, out var zero, InstructionSets.Best);
            // The parts lie from -1 to 1, but for the center of one.
            Assert.InRange(scale, 0, 2.6f / 255);
            foreach (var split in inputs.Split)
            {
                int[] own = [.. Enumerable.Range(0, split.Parts).Select(part => (int)bytes[split.SlotOf(part)])];
                Assert.InRange(own.Max() - own.Min(), 0, 1);
                var value = row[split.Input] - inputs.Centers[split.Input];
                Assert.InRange(value - scale * own.Sum(one => one - zero), -split.Parts * scale, split.Parts * scale);
            }
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(9)]
    public void The_parts_of_a_whole_number_add_up_to_it(int parts)
    {
        var split = new SplitInput(0, parts, 10);
        for (var whole = -1_000; whole <= 255 * 9; whole++)
        {
            var (lesser, count) = split.Divide(whole);
            if (whole >= 0 && whole <= 255 * parts) Assert.Equal((lesser, count), split.DivideByte(whole));
            int[] all = [.. Enumerable.Range(0, parts).Select(part => lesser + SplitInput.IsGreater(part, count))];
            Assert.Equal((whole, count), (all.Sum(), all.Count(part => part == lesser)));
        }
    }

    [Fact]
    public void What_is_large_in_every_row_is_given_in_parts_and_its_mean_comes_off()
    {
        // 64 rows of 80 inputs between -1 and 1, but for one that lies about 40 and one that swings from -20 to 20.
        var random = new Random(5);
        float[] rows =
        [
            .. Enumerable.Range(0, 64 * 80)
                .Select(i => (random.NextSingle() * 2 - 1) * (i % 80 == 7 ? 20 : 1) + (i % 80 == 30 ? 40 : 0)),
        ];
        var inputs = InputFit.Of(rows, 80);
        Assert.Equal(40, inputs.Centers[30], 0.5f);
        Assert.Equal((7, 6), (Assert.Single(inputs.Split).Input, inputs.Split[0].Parts));
    }
}
